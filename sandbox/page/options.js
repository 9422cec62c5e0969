// The composer while a command is being filled in: its fields, and the list that serves them.

import { el, fill } from "./dom.js";
import { Field } from "./field.js";
import { icon } from "./icons.js";
import { Suggestions } from "./suggestions.js";

export class CommandForm {
  /** Whether it is on its way: it must not be sent twice. */
  sending = false;
  #fields = [];

  /**
   * @param {object} entry The command (see World.typeable).
   * @param {{world, suggest, onSend, onLeave, onProblem}} context `suggest(entry, options)` resolves
   *   to autocomplete's choices; `onLeave(text)` goes back to plain typing, with `text` in the box if
   *   there is any.
   */
  constructor(entry, context) {
    this.entry = entry;
    this.context = context;
    this.suggestions = new Suggestions({
      suggest: (field) => context.suggest(entry, this.#soFar(field)),
      onPick: (choice) => this.#take(choice),
    });
    this.panel = this.suggestions.element;
    this.pills = el("div", { class: "pills" });
    this.more = this.#moreField();
    this.element = el(
      "div",
      {
        class: "command-form",
        role: "group",
        "aria-label": `/${entry.name}`,
        onfocusout: (event) => {
          if (!this.element.contains(event.relatedTarget)) this.suggestions.close();
        },
      },
      el("span", { class: "command-pill" }, `/${entry.name}`),
      this.pills,
      this.more,
    );
    for (const option of entry.options.filter((each) => each.required)) this.#add(option);
    this.#countMore();
  }

  focus() {
    (this.#fields.find((field) => !field.isFilled)?.input ?? this.moreInput).focus();
  }

  /** The options as Discord wants them, or null after showing what is wrong. */
  read() {
    const stray = this.moreInput.value.trim();
    if (stray !== "") {
      this.context.onProblem(`/${this.entry.name} has no option “${stray}”.`);
      this.moreInput.focus();
      return null;
    }
    const options = [];
    for (const field of this.#fields) {
      const { value, problem } = field.read();
      if (problem) return this.#complain(field, problem);
      if (value !== undefined) options.push({ name: field.option.name, type: field.option.type, value });
    }
    return options;
  }

  #complain(field, problem) {
    this.context.onProblem(`${field.option.name}: ${problem}`);
    field.input.focus();
    field.show(problem);
    return null;
  }

  #moreField() {
    this.moreInput = el("input", {
      type: "text",
      class: "more-input",
      "data-testid": "more-input",
      autocomplete: "off",
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": this.suggestions.listId,
      "aria-label": "Add an optional field",
      enterkeyhint: "send",
      onfocus: () => this.#offerMore(),
      oninput: () => {
        this.context.onProblem("");
        this.#offerMore();
      },
      onkeydown: (event) => this.#key(null, event),
    });
    this.moreButton = el("button", {
      type: "button",
      class: "more-button",
      "data-testid": "more-options",
      tabindex: "-1",
      onclick: () => this.moreInput.focus(),
    });
    return el("span", { class: "more" }, this.moreInput, this.moreButton);
  }

  get #unused() {
    const used = new Set(this.#fields.map((field) => field.option.name));
    return this.entry.options.filter((option) => !used.has(option.name));
  }

  #offerMore() {
    const typed = this.moreInput.value.trim().toLowerCase();
    const matches = this.#unused.filter((option) => option.name.includes(typed));
    // Nothing is highlighted before a letter or an arrow: Enter sends what is there.
    this.suggestions.offer(
      this.moreInput,
      "Optional fields",
      matches.map((option) => ({ option, name: option.name, description: option.description })),
      typed === "" ? -1 : 0,
    );
  }

  #countMore() {
    const count = this.#unused.length;
    this.moreButton.hidden = count === 0;
    fill(this.moreButton, `+${count} more`);
    this.moreInput.placeholder = count === 0 ? "" : " ";
  }

  #add(option) {
    const field = new Field(option, {
      world: this.context.world,
      panelId: this.suggestions.listId,
      onInput: (changed) => {
        this.context.onProblem("");
        this.suggestions.serve(changed);
      },
      onFocus: (focused) => this.suggestions.serve(focused),
      onKey: (focused, event) => this.#key(focused, event),
    });
    if (!option.required)
      field.element.append(
        el(
          "button",
          {
            type: "button",
            class: "option-remove",
            tabindex: "-1",
            "aria-label": `Remove ${option.name}`,
            onclick: () => this.#remove(field),
          },
          icon("close", 14),
        ),
      );
    this.#fields.push(field);
    this.pills.append(field.element);
    this.#countMore();
    return field;
  }

  #remove(field) {
    const index = this.#fields.indexOf(field);
    this.#fields.splice(index, 1);
    field.element.remove();
    this.#countMore();
    (this.#fields[index - 1]?.input ?? this.moreInput).focus();
  }

  #take(choice) {
    if (choice.option) {
      this.moreInput.value = "";
      this.#add(choice.option).input.focus();
      return;
    }
    const field = this.suggestions.field;
    field.take(choice);
    this.#after(field);
  }

  /** On to the next empty field, or to the end. */
  #after(field) {
    const rest = this.#fields.slice(this.#fields.indexOf(field) + 1);
    (rest.find((next) => !next.isFilled)?.input ?? this.moreInput).focus();
  }

  #key(field, event) {
    if (event.isComposing) return;
    const input = event.target;
    const took =
      this.#listKey(event) || this.#editKey(field, input, event) || this.#caretKey(field, input, event);
    if (took) event.preventDefault();
  }

  #listKey({ key, shiftKey }) {
    const { suggestions } = this;
    if (key === "Escape" && suggestions.field?.isFilled && suggestions.isOpen)
      return (suggestions.close(), true);
    if (!suggestions.isOpen) return false;
    if (key === "ArrowDown" || key === "ArrowUp")
      return (suggestions.move(key === "ArrowDown" ? 1 : -1), true);
    return (key === "Enter" || (key === "Tab" && !shiftKey)) && suggestions.pickActive();
  }

  #editKey(field, input, { key }) {
    if (key === "Enter") return (this.context.onSend(), true);
    if (key === "Escape") return (this.context.onLeave(), true);
    if (key !== "Backspace" || input.value !== "") return false;
    if (field && !field.option.required) return (this.#remove(field), true);
    const before = field ? this.#fields[this.#fields.indexOf(field) - 1] : this.#fields.at(-1);
    if (before) before.input.focus();
    else this.context.onLeave(`/${this.entry.name}`);
    return true;
  }

  #caretKey(field, input, { key, shiftKey }) {
    if (shiftKey || input.selectionStart !== input.selectionEnd) return false;
    const inputs = [...this.#fields.map((each) => each.input), this.moreInput];
    const at = inputs.indexOf(field?.input ?? this.moreInput);
    const back = key === "ArrowLeft" && input.selectionStart === 0;
    const on = key === "ArrowRight" && input.selectionStart === input.value.length;
    const target = back ? inputs[at - 1] : on ? inputs[at + 1] : null;
    target?.focus();
    return Boolean(target);
  }

  /** The options filled so far, with the focused one marked, for autocomplete. */
  #soFar(focused) {
    return this.#fields
      .filter((field) => field === focused || field.isFilled)
      .flatMap((field) => {
        if (field === focused) return [field.focusedValue];
        const { value } = field.read();
        return value === undefined ? [] : [{ name: field.option.name, type: field.option.type, value }];
      });
  }
}
