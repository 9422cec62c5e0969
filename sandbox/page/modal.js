// A bot's form, in a dialog.

import { el, fill, uniqueId } from "./dom.js";
import { markdown } from "./markdown.js";
import { SelectMenu } from "./select.js";

const ROW = 1;
const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const LABEL = 18;
const PARAGRAPH = 2;
// Text inputs and every kind of select.
const FILLABLE = [3, 4, 5, 6, 7, 8];

/**
 * Open a modal.
 * @param {object} form Discord's modal: custom_id, title, components.
 * @param {{world: object, submit: Function}} context `submit(data)` resolves when the bot
 *   acknowledges; a rejection's words are shown in the dialog, which stays open.
 */
export function openModal(form, { world, submit }) {
  const opener = document.activeElement;
  const fields = form.components.map((component) => fieldOf(component, world));
  const note = el("div", { class: "modal-error", role: "alert", "data-testid": "modal-error" });
  const title = el("h2", { id: uniqueId("modal-title") }, form.title);
  const send = el(
    "button",
    { type: "submit", class: "button primary", "data-testid": "modal-submit" },
    "Submit",
  );
  const body = el(
    "form",
    {
      method: "dialog",
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        trySubmit();
      },
    },
    el(
      "div",
      { class: "modal-head" },
      title,
      el(
        "p",
        { class: "muted" },
        `This form will be submitted to ${world.botName}. Do not share passwords or other sensitive information.`,
      ),
    ),
    el(
      "div",
      { class: "modal-fields" },
      fields.map((field) => field.element),
    ),
    note,
    el(
      "div",
      { class: "modal-foot" },
      el("button", { type: "button", class: "button text", onclick: () => dialog.close() }, "Cancel"),
      send,
    ),
  );
  const dialog = el(
    "dialog",
    {
      class: "modal",
      "data-testid": "modal",
      "aria-labelledby": title.id,
      onclose: () => {
        dialog.remove();
        if (opener?.isConnected) opener.focus({ preventScroll: true });
      },
    },
    body,
  );

  async function trySubmit() {
    const wrong = fields.filter((field) => field.check() !== "");
    if (wrong.length > 0) return wrong[0].control.focus();
    send.setAttribute("aria-busy", "true");
    send.disabled = true;
    fill(note);
    try {
      await submit({
        custom_id: form.custom_id,
        components: fields.flatMap((field) => field.answer() ?? []),
      });
      dialog.close();
    } catch (error) {
      fill(note, `Something went wrong: ${error.message}`);
    }
    send.removeAttribute("aria-busy");
    send.disabled = false;
  }

  document.body.append(dialog);
  dialog.showModal();
  fields.find((field) => field.control)?.control.focus();
}

/** A field: its element, the control to focus, `check()` (words or ""), `answer()`. */
function fieldOf(component, world) {
  if (component.type === TEXT_DISPLAY) {
    const element = el("div", { class: "prose" }, markdown(component.content, world));
    return { element, control: null, check: () => "", answer: () => null };
  }
  if (component.type === ROW) {
    const [inner] = component.components;
    return wrap(inner, inner.label, null, world, (answer) => ({ type: ROW, components: [answer] }));
  }
  if (component.type === LABEL && FILLABLE.includes(component.component.type)) {
    return wrap(component.component, component.label, component.description, world, (answer) => ({
      type: LABEL,
      ...(component.id ? { id: component.id } : {}),
      component: answer,
    }));
  }
  const element = el(
    "div",
    { class: "muted" },
    `The sandbox page does not show components of type ${component.component?.type ?? component.type}.`,
  );
  return { element, control: null, check: () => "", answer: () => null };
}

function wrap(component, label, description, world, mirror) {
  const required = component.required ?? true;
  const warning = el("div", { class: "field-error", id: uniqueId("warning") });
  const entry =
    component.type === TEXT_INPUT
      ? textEntry(component, required)
      : selectEntry(component, label, required, world);
  entry.control.setAttribute("aria-describedby", warning.id);
  const caption = el(
    "label",
    { class: "field-label", for: entry.control.id },
    label,
    required && el("span", { class: "required", "aria-hidden": "true" }, " *"),
  );
  return {
    element: el(
      "div",
      { class: "field" },
      caption,
      description && el("div", { class: "field-description" }, description),
      entry.element,
      warning,
    ),
    control: entry.control,
    check: () => {
      const words = entry.problem();
      fill(warning, words);
      entry.control.setAttribute("aria-invalid", String(words !== ""));
      return words;
    },
    answer: () => mirror({ ...entry.value(), ...(component.id ? { id: component.id } : {}) }),
  };
}

function textEntry(component, required) {
  const {
    style,
    custom_id: customId,
    min_length: least,
    max_length: most = 4000,
    placeholder,
    value,
  } = component;
  const control = el(style === PARAGRAPH ? "textarea" : "input", {
    id: uniqueId("field"),
    class: "text-input",
    maxlength: most,
    placeholder,
    "aria-required": String(required),
    "data-testid": `field-${customId}`,
    dir: "auto",
    oninput: () => count(),
    ...(style === PARAGRAPH ? { rows: 5 } : { type: "text", autocomplete: "off" }),
  });
  control.value = value ?? "";
  const left = el("span", { class: "counter", "aria-hidden": "true" });
  const count = () => fill(left, component.max_length ? `${control.value.length}/${most}` : "");
  count();
  const problem = () => {
    if (required && control.value.trim() === "") return "This field is required";
    if (least && control.value !== "" && control.value.length < least)
      return `Must be at least ${least} characters long`;
    return "";
  };
  return {
    element: el("div", { class: "text-entry" }, control, left),
    control,
    problem,
    value: () => ({ type: TEXT_INPUT, custom_id: customId, value: control.value }),
  };
}

function selectEntry(component, label, required, world) {
  const menu = new SelectMenu({ ...component, min_values: required ? component.min_values : 0 }, world, {
    label,
    required,
  });
  menu.button.id = uniqueId("field");
  menu.button.dataset.testid = `field-${component.custom_id}`;
  return {
    element: menu.element,
    control: menu.button,
    problem: () => (required && menu.values.length === 0 ? "This field is required" : ""),
    value: () => ({ type: component.type, custom_id: component.custom_id, values: menu.values }),
  };
}
