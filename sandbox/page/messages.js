// The list of messages: order, grouping, days, and staying at the bottom.

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { MessageView } from "./message.js";
import { day, sameDay } from "./time.js";

const GROUPED_WITHIN = 7 * 60 * 1000;
const NEAR_BOTTOM = 48;

export class MessageList {
  #views = new Map();
  #atBottom = true;
  #top = 0;

  /** @param {{scroller: Element, log: Element, toPresent: Element}} nodes */
  constructor(nodes, context) {
    Object.assign(this, nodes);
    this.context = context;
    this.scroller.addEventListener("scroll", () => this.#scrolled());
    this.toPresent.addEventListener("click", () => this.toBottom());
    // Whatever grows (an edit, a picture, the composer) keeps a reader at the bottom there.
    const observer = new ResizeObserver(() => this.#atBottom && this.toBottom());
    observer.observe(this.log);
    observer.observe(this.scroller);
  }

  /** Show a channel from scratch. */
  show(channel, messages) {
    this.#views.clear();
    this.log.setAttribute("aria-busy", "true");
    fill(this.log, welcome(channel));
    for (const message of messages) this.#append(message);
    this.#arrange();
    this.log.removeAttribute("aria-busy");
    this.toBottom();
  }

  /** Add a message or bring it up to date. */
  put(message) {
    const view = this.#views.get(message.id);
    if (view) view.update(message);
    else this.#append(message);
    this.#arrange();
    if (!view && !this.#atBottom) this.toPresent.hidden = false;
  }

  update(message) {
    if (this.#views.has(message.id)) this.put(message);
  }

  remove(id) {
    this.#views.get(id)?.element.remove();
    this.#views.delete(id);
    this.#arrange();
  }

  fail(id, words) {
    this.#views.get(id)?.fail(words);
  }

  toBottom() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#atBottom = true;
    this.toPresent.hidden = true;
  }

  #append(message) {
    const view = new MessageView(message, this.context);
    this.#views.set(message.id, view);
    this.log.append(view.element);
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    // Only a reader who moves up leaves the bottom: it also moves away when messages grow.
    if (near || scrollTop < this.#top) this.#atBottom = near;
    this.#top = scrollTop;
    if (this.#atBottom) this.toPresent.hidden = true;
  }

  #arrange() {
    let before = null;
    for (const view of this.#views.values()) {
      const newDay = !before || !sameDay(before.date, view.date);
      this.#divide(view, newDay);
      view.element.classList.toggle("grouped", !newDay && belongsTo(before, view));
      before = view;
    }
  }

  #divide(view, newDay) {
    const previous = view.element.previousElementSibling;
    const divided = previous?.classList.contains("day") ?? false;
    if (newDay && !divided) {
      view.element.before(el("div", { class: "day", role: "separator" }, el("span", null, day(view.date))));
    } else if (!newDay && divided) previous.remove();
  }
}

function belongsTo(before, view) {
  return (
    !view.startsAlone &&
    before.message.author.id === view.message.author.id &&
    Boolean(before.message.flags & 64) === Boolean(view.message.flags & 64) &&
    view.date - before.date < GROUPED_WITHIN
  );
}

function welcome(channel) {
  const direct = channel.type === 1;
  return el(
    "div",
    { class: "welcome" },
    el("div", { class: "welcome-icon" }, icon(direct ? "at" : "hash", 40)),
    el("h2", null, direct ? channel.name : `Welcome to #${channel.name}!`),
    el(
      "p",
      null,
      direct
        ? `This is the beginning of your direct message history with ${channel.name}.`
        : `This is the start of the #${channel.name} channel.`,
    ),
  );
}
