// One option of a command, inline in the composer: its name and what was typed.

import { el, uniqueId } from "./dom.js";
import { choicesOf, INTEGER, NUMBER, valueOf } from "./values.js";

export class Field {
  // The choice taken from an autocomplete list: shown by its name, sent by its value.
  #taken = null;

  /** @param {{world: object, panelId: string, onInput: Function, onFocus: Function, onKey: Function}} context */
  constructor(option, context) {
    this.option = option;
    this.choices = choicesOf(option, context.world);
    const picks = this.choices !== null || option.autocomplete;
    this.input = el("input", {
      type: "text",
      class: "option-input",
      id: uniqueId("option"),
      autocomplete: "off",
      spellcheck: "false",
      dir: "auto",
      "data-testid": `option-${option.name}`,
      "aria-label": `${option.name}: ${option.description}`,
      "aria-required": option.required ? "true" : "false",
      inputmode: keyboardOf(option, this.choices),
      enterkeyhint: "send",
      ...(picks
        ? {
            role: "combobox",
            "aria-autocomplete": "list",
            "aria-expanded": "false",
            "aria-controls": context.panelId,
          }
        : {}),
      oninput: () => {
        this.#taken = null;
        this.#resize();
        this.show("");
        context.onInput(this);
      },
      onfocus: () => context.onFocus(this),
      onkeydown: (event) => context.onKey(this, event),
    });
    this.element = el(
      "div",
      { class: "option-pill", onclick: () => this.input.focus() },
      el("label", { class: "option-name", for: this.input.id }, option.name),
      this.input,
    );
    this.#resize();
  }

  get text() {
    return this.input.value;
  }

  get isFilled() {
    return this.text !== "";
  }

  /** Whether the value was taken from autocomplete's list, or any list, and not changed since. */
  get isTaken() {
    return this.#taken !== null;
  }

  /** Take a choice from the list. */
  take(choice) {
    this.input.value = choice.name;
    this.#taken = choice;
    this.#resize();
    this.show("");
  }

  /** {value} or {problem}, see valueOf. */
  read() {
    if (this.#taken) return { value: this.#taken.value };
    return valueOf(this.option, this.text, this.choices);
  }

  /** Mark the field as wrong, or right with an empty text. */
  show(problem) {
    this.element.classList.toggle("wrong", problem !== "");
    this.input.setAttribute("aria-invalid", String(problem !== ""));
  }

  /** What autocomplete is told: the value so far, numbers as they were typed. */
  get focusedValue() {
    return { name: this.option.name, type: this.option.type, value: this.text, focused: true };
  }

  #resize() {
    // Only where the browser cannot size a field by its content itself.
    this.input.size = Math.max(1, Math.min(60, this.text.length + 1));
  }
}

function keyboardOf(option, choices) {
  if (choices) return "text";
  if (option.type === INTEGER) return "numeric";
  return option.type === NUMBER ? "decimal" : "text";
}
