// One list to choose from, driven by the keys of whatever control owns it.

import { el, fill, uniqueId } from "./dom.js";

export class Listbox {
  #items = [];
  #active = -1;

  /**
   * @param {{label: string, testid: string, multiple?: boolean, onPick: Function}} settings
   *   `onPick(item)` hears what was clicked or chosen. An item is {content, value?, selected?, title?}.
   */
  constructor({ label, testid, multiple = false, onPick }) {
    this.onPick = onPick;
    this.testid = testid;
    this.element = el("div", {
      class: "listbox",
      role: "listbox",
      id: uniqueId("list"),
      "aria-label": label,
      "aria-multiselectable": multiple ? "true" : null,
      // Keep the focus in the control: the list is only pointed at.
      onmousedown: (event) => event.preventDefault(),
    });
  }

  /** Show these items; `active` is the index that is highlighted at first (-1: none). */
  show(items, active = 0) {
    this.#items = items;
    fill(
      this.element,
      items.map((item, index) => this.#row(item, index)),
    );
    this.#point(Math.min(active, items.length - 1));
  }

  get size() {
    return this.#items.length;
  }

  get active() {
    return this.#items[this.#active] ?? null;
  }

  get activeIndex() {
    return this.#active;
  }

  /** The id for `aria-activedescendant`, or an empty string. */
  get activeId() {
    return this.#active < 0 ? "" : this.#rowId(this.#active);
  }

  /** Move the highlight round the list. */
  move(by) {
    if (this.size === 0) return;
    const from = this.#active < 0 && by < 0 ? 0 : this.#active;
    this.#point((from + by + this.size) % this.size);
    this.element.children[this.#active].scrollIntoView({ block: "nearest" });
  }

  pickActive() {
    if (this.active) this.onPick(this.active);
  }

  #row(item, index) {
    return el(
      "div",
      {
        class: "listbox-option",
        role: "option",
        id: this.#rowId(index),
        title: item.title,
        "data-testid": this.testid,
        "data-value": item.value,
        "aria-selected": item.selected ? "true" : "false",
        onmousemove: () => this.#point(index),
        onclick: () => this.onPick(item),
      },
      item.content,
    );
  }

  #rowId(index) {
    return `${this.element.id}-${index}`;
  }

  #point(index) {
    this.element.children[this.#active]?.classList.remove("active");
    this.#active = index;
    this.element.children[index]?.classList.add("active");
    this.element.dispatchEvent(new CustomEvent("point", { detail: this.activeId }));
  }
}
