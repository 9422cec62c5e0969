// Select menus, in messages and in modals: a button that opens a list.

import { el, fill, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { emoji } from "./emoji.js";

const STRING = 3;
const ROLE = 6;
const CHANNEL = 8;

/** What a select offers: its own options, or the people and channels of this world. */
function optionsOf(component, world) {
  if (component.type === STRING) return component.options ?? [];
  if (component.type === ROLE) return [];
  const defaults = new Set((component.default_values ?? []).map(({ id }) => id));
  const things =
    component.type === CHANNEL
      ? (world.guild?.channels ?? []).map(({ id, name }) => ({ value: id, label: `#${name}` }))
      : [...world.members, world.bot]
          .filter(Boolean)
          .map((user) => ({ value: user.id, label: world.nameOf(user) }));
  return things.map((thing) => ({ ...thing, default: defaults.has(thing.value) }));
}

export class SelectMenu {
  #open = false;

  /** `onCommit(values)` hears a choice once it is complete: at once for one value, on closing for several. */
  constructor(component, world, { onCommit, label, required = false }) {
    this.component = component;
    this.options = optionsOf(component, world);
    this.least = component.min_values ?? 1;
    this.most = Math.min(component.max_values ?? 1, Math.max(1, this.options.length));
    this.values = this.options.filter((option) => option.default).map((option) => option.value);
    this.onCommit = onCommit;
    this.list = new Listbox({
      label: label ?? component.placeholder ?? "Options",
      testid: "select-option",
      multiple: this.most > 1,
      onPick: (item) => this.#toggle(item.value),
    });
    this.button = this.#button(label, required);
    this.popover = el(
      "div",
      { class: "popover", popover: "manual", id: uniqueId("popover") },
      this.list.element,
    );
    this.list.element.addEventListener("point", ({ detail }) => this.#pointAt(detail));
    this.element = el("div", { class: "select", "data-testid": "select" }, this.button, this.popover);
    this.#label();
  }

  #button(label, required) {
    return el("button", {
      type: "button",
      class: "select-button",
      role: "combobox",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-controls": this.list.element.id,
      "aria-label": label ?? this.component.placeholder,
      "aria-required": required ? "true" : null,
      "data-custom-id": this.component.custom_id,
      disabled: this.component.disabled,
      onclick: () => (this.#open ? this.close() : this.open()),
      onkeydown: (event) => this.#key(event),
      onblur: () => this.close(),
    });
  }

  open() {
    this.before = this.values.join("\n");
    this.#open = true;
    this.button.setAttribute("aria-expanded", "true");
    this.#show(
      Math.max(
        0,
        this.options.findIndex(({ value }) => this.values.includes(value)),
      ),
    );
    this.popover.showPopover();
    this.#place();
    document.addEventListener("scroll", this.#place, true);
  }

  close() {
    if (!this.#open) return;
    this.#open = false;
    document.removeEventListener("scroll", this.#place, true);
    this.button.setAttribute("aria-expanded", "false");
    this.button.removeAttribute("aria-activedescendant");
    if (this.popover.isConnected) this.popover.hidePopover();
    if (this.values.length < this.least && !(this.values.length === 0 && this.before === "")) this.#revert();
    else if (this.values.join("\n") !== this.before) this.onCommit?.(this.values);
  }

  #revert() {
    this.values = this.before === "" ? [] : this.before.split("\n");
    this.#label();
  }

  #toggle(value) {
    if (this.most === 1) {
      this.values = this.values.includes(value) && this.least === 0 ? [] : [value];
      this.#label();
      this.close();
      return;
    }
    const chosen = this.values.includes(value);
    if (!chosen && this.values.length >= this.most) return;
    const values = chosen ? this.values.filter((other) => other !== value) : [...this.values, value];
    this.values = this.options.map((option) => option.value).filter((option) => values.includes(option));
    this.#label();
    this.#show(this.list.activeIndex);
  }

  #show(active) {
    this.list.show(
      this.options.map((option) => ({
        value: option.value,
        selected: this.values.includes(option.value),
        content: [
          option.emoji && emoji(option.emoji),
          el(
            "span",
            { class: "option-words" },
            el("span", { class: "option-label" }, option.label),
            option.description && el("span", { class: "option-description" }, option.description),
          ),
          el(
            "span",
            { class: this.most > 1 ? "tick box" : "tick" },
            this.values.includes(option.value) && icon("check", 16),
          ),
        ],
      })),
      active,
    );
    if (this.options.length === 0)
      fill(this.list.element, el("div", { class: "list-note" }, "Nothing to choose from"));
  }

  #label() {
    const labels = this.options
      .filter(({ value }) => this.values.includes(value))
      .map((option) =>
        el("span", { class: "select-value" }, option.emoji && emoji(option.emoji), option.label),
      );
    const placeholder = el(
      "span",
      { class: "select-placeholder" },
      this.component.placeholder ?? "Make a selection",
    );
    fill(
      this.button,
      el("span", { class: "select-values" }, labels.length > 0 ? labels : placeholder),
      icon("chevron", 20),
    );
  }

  #pointAt(id) {
    if (this.#open) this.button.setAttribute("aria-activedescendant", id);
  }

  #key(event) {
    const { key } = event;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (!this.#open && !(key in moves)) return;
    if (key in moves) this.#open ? this.list.move(moves[key]) : this.open();
    else if (key === "Enter" || key === " ") this.list.pickActive();
    else if (key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #place = () => {
    const { left, top, bottom, width } = this.button.getBoundingClientRect();
    const room = window.innerHeight - bottom;
    const above = room < Math.min(this.popover.offsetHeight, 300) && top > room;
    const style = this.popover.style;
    style.setProperty("left", `${left}px`);
    style.setProperty("width", `${width}px`);
    style.setProperty("max-height", `${Math.min(320, (above ? top : room) - 12)}px`);
    style.setProperty("top", above ? "auto" : `${bottom + 4}px`);
    style.setProperty("bottom", above ? `${window.innerHeight - top + 4}px` : "auto");
  };
}
