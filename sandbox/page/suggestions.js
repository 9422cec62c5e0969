// The panel above the composer: what the focused option is, and values to choose from.

import { el, fill } from "./dom.js";
import { Listbox } from "./listbox.js";
import { limitsOf } from "./values.js";

const PAUSE_IN_TYPING = 200;

export class Suggestions {
  #timer = null;
  #control = null;
  #round = 0;
  field = null;

  /** @param {{suggest: Function, onPick: Function}} context `suggest(field)` resolves to choices. */
  constructor({ suggest, onPick }) {
    this.suggest = suggest;
    this.list = new Listbox({ label: "Values", testid: "choice", onPick: (item) => onPick(item.choice) });
    this.list.element.addEventListener("point", ({ detail }) =>
      this.#control?.setAttribute("aria-activedescendant", detail),
    );
    this.heading = el("div", { class: "panel-heading", "aria-live": "polite" });
    this.element = el(
      "div",
      { class: "panel suggestions", "data-testid": "suggestions", hidden: true },
      this.heading,
      this.list.element,
    );
  }

  get listId() {
    return this.list.element.id;
  }

  get isOpen() {
    return !this.element.hidden && this.list.size > 0;
  }

  /** Describe a field and offer what fits the text in it. */
  serve(field) {
    this.#begin(field.input, field);
    fill(
      this.heading,
      el("strong", null, field.option.name),
      el("span", null, field.option.description),
      el("span", { class: "limits" }, limitsOf(field.option)),
    );
    if (field.choices) this.#offerChoices(field);
    else if (field.option.autocomplete) this.#ask(field);
    else this.#list([]);
  }

  /** Offer a list of anything with a name and perhaps a description. */
  offer(control, heading, choices, active) {
    this.#begin(control, null);
    fill(this.heading, el("strong", null, heading));
    this.#list(choices, active);
    if (choices.length === 0) this.close();
  }

  move(by) {
    this.list.move(by);
  }

  /** Whether something was highlighted and is now taken. */
  pickActive() {
    const { active } = this.list;
    this.list.pickActive();
    return active !== null;
  }

  close() {
    clearTimeout(this.#timer);
    this.#round += 1;
    this.element.hidden = true;
    this.#expand(false);
  }

  #begin(control, field) {
    clearTimeout(this.#timer);
    this.#round += 1;
    if (this.#control !== control) this.#expand(false);
    this.#control = control;
    this.field = field;
    this.element.hidden = false;
  }

  #offerChoices(field) {
    const wanted = field.text.trim().toLowerCase();
    const exact = field.choices.some(({ name }) => name.toLowerCase() === wanted);
    const fits = field.choices.filter(({ name }) => name.toLowerCase().includes(wanted));
    // A field that holds a choice lets Enter send; one that does not takes the first on Enter.
    this.#list(exact ? field.choices : fits, exact ? -1 : 0);
    if (fits.length === 0) this.#note("Nothing in the list matches. Choose one of the listed values.");
  }

  #ask(field) {
    const round = this.#round;
    this.#list([]);
    if (field.isTaken) return;
    this.#note("Loading options…");
    this.#timer = setTimeout(async () => {
      const { choices, words } = await this.suggest(field)
        .then((found) => ({ choices: found ?? [], words: "No options match your search" }))
        .catch(() => ({ choices: [], words: "Loading options failed" }));
      if (round !== this.#round) return;
      this.#list(choices);
      if (choices.length === 0) this.#note(words);
    }, PAUSE_IN_TYPING);
  }

  #list(choices, active = 0) {
    this.list.show(
      choices.map((choice) => ({
        choice,
        value: String(choice.value ?? choice.name),
        content: [
          el("span", { class: "choice-name" }, choice.name),
          choice.description && el("span", { class: "choice-description" }, choice.description),
        ],
      })),
      active,
    );
    this.#expand(choices.length > 0);
  }

  #note(words) {
    fill(this.list.element, el("div", { class: "list-note" }, words));
  }

  #expand(open) {
    if (!this.#control?.hasAttribute("role")) return;
    this.#control.setAttribute("aria-expanded", String(open));
    if (!open) this.#control.removeAttribute("aria-activedescendant");
  }
}
