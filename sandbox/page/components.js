// What bots put under (or, in version 2, instead of) their messages.

import { fileAt, gallery, imageOf } from "./attachments.js";
import { el, webAddress } from "./dom.js";
import { emoji } from "./emoji.js";
import { icon } from "./icons.js";
import { openLightbox } from "./lightbox.js";
import { markdown } from "./markdown.js";
import { SelectMenu } from "./select.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "secondary" };
const LINK = 5;

const BUILDERS = {
  1: row,
  2: button,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  9: section,
  10: (component, context) =>
    el("div", { class: "text-display prose" }, markdown(component.content, context.world)),
  11: thumbnail,
  12: (component) => gallery(component.items.map(pictureOf)),
  13: (component) => fileAt(component.file.url, component.name, component.size),
  14: ({ divider = true, spacing = 1 }) =>
    el("hr", { class: `separator spacing-${spacing}${divider ? "" : " clear"}` }),
  17: container,
};

/**
 * Nodes for a list of components.
 * @param {{world: object, press: Function}} context `press(component, values)` begins the
 *   interaction and returns a promise that settles when the bot has answered or failed to.
 */
export function components(list, context) {
  return (list ?? []).map((component) => {
    const build = BUILDERS[component.type];
    return build
      ? build(component, context)
      : el("div", { class: "muted" }, `Component of type ${component.type}`);
  });
}

function row(component, context) {
  return el("div", { class: "action-row" }, components(component.components, context));
}

function button(component, context) {
  const { label, style, disabled, custom_id: customId, url } = component;
  const words = [
    component.emoji && emoji(component.emoji),
    label && el("span", { class: "button-label" }, label),
  ];
  const name = label ?? component.emoji?.name ?? "Button";
  if (style === LINK) {
    return el(
      "a",
      {
        class: "button link",
        href: disabled ? null : webAddress(url),
        target: "_blank",
        rel: "noopener noreferrer",
        "aria-disabled": disabled ? "true" : null,
      },
      words,
      icon("external", 16),
    );
  }
  const node = el(
    "button",
    {
      type: "button",
      class: `button ${STYLES[style] ?? "secondary"}`,
      disabled,
      "aria-label": name,
      "data-custom-id": customId,
      "data-testid": "button",
      onclick: () => whilePending(node, () => context.press(component)),
    },
    el("span", { class: "button-words" }, words),
    el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
  );
  return node;
}

function select(component, context) {
  const menu = new SelectMenu(component, context.world, {
    onCommit: (values) => whilePending(menu.button, () => context.press(component, values)),
  });
  return menu.element;
}

/** Show that an answer is awaited, and take no second click meanwhile. */
async function whilePending(control, begin) {
  if (control.getAttribute("aria-busy") === "true") return;
  control.setAttribute("aria-busy", "true");
  await begin();
  control.removeAttribute("aria-busy");
}

function section(component, context) {
  return el(
    "div",
    { class: "section" },
    el("div", { class: "section-words" }, components(component.components, context)),
    component.accessory && el("div", { class: "accessory" }, components([component.accessory], context)),
  );
}

function container(component, context) {
  const accent = component.accent_color;
  return el(
    "div",
    {
      class: `container${component.spoiler ? " spoiler-box" : ""}`,
      style: accent ? { "--bar": `#${accent.toString(16).padStart(6, "0")}` } : {},
    },
    components(component.components, context),
  );
}

function pictureOf({ media, description, spoiler }) {
  return { url: media.url, width: media.width, height: media.height, description, spoiler };
}

function thumbnail(component) {
  const picture = pictureOf(component);
  const node = el(
    "button",
    {
      type: "button",
      class: "embed-thumbnail",
      "aria-label": "Enlarge thumbnail",
      onclick: () => openLightbox([picture], 0, node),
    },
    imageOf(picture, { width: 80, height: 80 }),
  );
  return node;
}

/** Every address that components or embeds already show, so that it is not shown twice. */
export function addressesIn(value, found = new Set()) {
  if (Array.isArray(value)) for (const item of value) addressesIn(item, found);
  else if (value && typeof value === "object") {
    if (typeof value.url === "string") found.add(value.url.split("?")[0]);
    for (const item of Object.values(value)) addressesIn(item, found);
  }
  return found;
}
