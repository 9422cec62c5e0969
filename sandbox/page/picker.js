// The list of commands that opens on `/`.

import { avatar } from "./avatar.js";
import { el, fill } from "./dom.js";
import { Listbox } from "./listbox.js";

/** Commands whose name begins with what was typed, then those that merely contain it. */
export function matching(entries, typed) {
  const wanted = typed.toLowerCase().trim();
  const begins = entries.filter((entry) => entry.name.startsWith(wanted));
  const contains = entries.filter((entry) => !begins.includes(entry) && entry.name.includes(wanted));
  return [...begins, ...contains];
}

export class Picker {
  /** @param {Function} onPick hears the entry (see World.typeable) that was chosen. */
  constructor(world, onPick) {
    this.world = world;
    this.list = new Listbox({
      label: "Commands",
      testid: "picker-option",
      onPick: (item) => onPick(item.entry),
    });
    this.heading = el("div", { class: "panel-heading" });
    this.element = el(
      "div",
      { class: "panel picker", "data-testid": "picker", hidden: true },
      this.heading,
      this.list.element,
    );
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Show the commands for what was typed after the slash. */
  open(typed) {
    const entries = matching(this.world.typeable, typed);
    this.element.hidden = false;
    fill(
      this.heading,
      this.world.bot && avatar(this.world.bot, this.world, { size: 20 }),
      this.#title(entries, typed),
    );
    this.list.show(
      entries.map((entry) => ({ entry, value: entry.name, content: row(entry, this.world.botName) })),
    );
  }

  close() {
    this.element.hidden = true;
  }

  #title(entries, typed) {
    if (this.world.typeable.length === 0) return "No commands yet: the bot has not registered any.";
    if (entries.length === 0) return `No command matches “/${typed}”`;
    return typed === "" ? this.world.botName : `Commands matching /${typed}`;
  }
}

function row(entry, botName) {
  return [
    el(
      "span",
      { class: "command-words" },
      el(
        "span",
        { class: "command-line" },
        el("span", { class: "command-title" }, `/${entry.name}`),
        entry.options.map((option) => el("span", { class: "option-chip" }, option.name)),
      ),
      el("span", { class: "command-description" }, entry.description),
    ),
    el("span", { class: "command-owner" }, botName),
  ];
}
