// One message on the page, kept up to date part by part: what did not change is not touched.

import { attachments } from "./attachments.js";
import { appTag, avatar } from "./avatar.js";
import { addressesIn, components } from "./components.js";
import { el, fill } from "./dom.js";
import { embeds } from "./embeds.js";
import { icon } from "./icons.js";
import { inline } from "./inline.js";
import { isEmojiOnly, markdown } from "./markdown.js";
import { clock, full, messageTime } from "./time.js";

const EPHEMERAL = 64;
const LOADING = 128;
const COMPONENTS_V2 = 1 << 15;
const COMMAND = 2;

export class MessageView {
  #keys = new Map();
  #failure = el("div", { class: "failure", role: "alert" });

  /** @param {{world: object, press: Function, dismiss: Function}} context */
  constructor(message, context) {
    this.context = context;
    this.slots = Object.fromEntries(
      ["context", "gutter", "header", "content", "attachments", "embeds", "components", "footer"].map(
        (name) => [name, el("div", { class: `message-${name}` })],
      ),
    );
    const { context: above, gutter, ...body } = this.slots;
    this.element = el(
      "article",
      { class: "message", "data-testid": "message" },
      above,
      gutter,
      el("div", { class: "message-body" }, Object.values(body), this.#failure),
    );
    this.update(message);
  }

  update(message) {
    this.message = message;
    const { world } = this.context;
    this.name = world.nameOf(message.author);
    this.date = new Date(message.timestamp);
    const ephemeral = Boolean(message.flags & EPHEMERAL);
    this.element.dataset.messageId = message.id;
    this.element.dataset.state = message.local ?? (message.flags & LOADING ? "loading" : "done");
    this.element.classList.toggle("ephemeral", ephemeral);
    this.element.classList.toggle("mentions-me", !ephemeral && this.#mentionsMe());
    this.element.setAttribute("aria-label", `${this.name}, ${messageTime(this.date)}`);
    this.#part("context", [message.interaction_metadata, message.referenced_message], () => this.#above());
    this.#part("gutter", [message.author], () => [
      avatar(message.author, world),
      el("time", { class: "hover-time", "aria-hidden": "true" }, clock(this.date)),
    ]);
    this.#part("header", [message.author, message.timestamp], () => this.#header());
    this.#part("content", [message.content, message.flags, message.edited_timestamp, message.local], () =>
      this.#content(),
    );
    this.#part("attachments", [message.attachments, message.embeds], () => attachments(this.#unshown()));
    this.#part("embeds", [message.embeds], () => embeds(message.embeds ?? [], world));
    this.#part("components", [message.components], () => this.#components());
    this.#part("footer", [ephemeral, message.local], () => ephemeral && this.#footer());
  }

  /** Whether this message is shown under the author's name of the one before. */
  get startsAlone() {
    return Boolean(this.message.interaction_metadata?.type === COMMAND || this.message.referenced_message);
  }

  fail(words) {
    fill(this.#failure, icon("warning", 16), words);
  }

  #part(name, sources, build) {
    const key = JSON.stringify(sources);
    if (this.#keys.get(name) === key) return;
    this.#keys.set(name, key);
    const slot = this.slots[name];
    const focused = slot.contains(document.activeElement) ? document.activeElement.dataset.customId : null;
    fill(slot, build());
    if (focused)
      slot.querySelector(`[data-custom-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  #mentionsMe() {
    const { mentions = [], mention_everyone: everyone } = this.message;
    return Boolean(everyone) || mentions.some(({ id }) => id === this.context.world.me.id);
  }

  #above() {
    const { interaction_metadata: used, referenced_message: referenced } = this.message;
    const { world } = this.context;
    if (used?.type === COMMAND && used.name) {
      return el(
        "div",
        { class: "above", "data-testid": "used" },
        avatar(used.user, world, { size: 16 }),
        el("span", { class: "above-name" }, world.nameOf(used.user)),
        " used ",
        el("span", { class: "command-name" }, icon("bolt", 12), ` /${used.name}`),
      );
    }
    if (!referenced) return null;
    const line = referenced.content.replace(/\s+/g, " ");
    return el(
      "div",
      { class: "above", "data-testid": "replies-to" },
      avatar(referenced.author, world, { size: 16 }),
      el("span", { class: "above-name" }, world.nameOf(referenced.author)),
      el("span", { class: "above-text" }, line ? inline(line, world) : "Click to see attachment"),
    );
  }

  #header() {
    const { author, timestamp } = this.message;
    return [
      el("span", { class: "author" }, this.name),
      (author.bot || author.id === this.context.world.bot?.id) && appTag(),
      el("time", { class: "time", datetime: timestamp, title: full(this.date) }, messageTime(this.date)),
    ];
  }

  #content() {
    const { content, flags, edited_timestamp: edited, local } = this.message;
    if (local === "sending") return thinking("Sending command…");
    if (local === "failed") return el("div", { class: "failure" }, icon("warning", 16), content);
    if (flags & LOADING) return thinking(`${this.name} is thinking…`);
    if (flags & COMPONENTS_V2 || (!content && !edited)) return null;
    return el(
      "div",
      { class: `prose${isEmojiOnly(content) ? " jumbo" : ""}`, dir: "auto" },
      markdown(content, this.context.world),
      edited && content && el("span", { class: "edited", title: full(new Date(edited)) }, " (edited)"),
    );
  }

  #unshown() {
    const shown = addressesIn([this.message.embeds, this.message.components]);
    return (this.message.attachments ?? []).filter(({ url }) => !shown.has(url.split("?")[0]));
  }

  #components() {
    return components(this.message.components, {
      world: this.context.world,
      press: (component, values) => this.#press(component, values),
    });
  }

  async #press(component, values) {
    fill(this.#failure);
    try {
      await this.context.press(this.message, component, values);
    } catch (error) {
      this.fail(
        error.message === "The application did not respond" ? "This interaction failed" : error.message,
      );
    }
  }

  #footer() {
    return el(
      "div",
      { class: "only-you" },
      icon("eye", 16),
      "Only you can see this • ",
      el(
        "button",
        {
          type: "button",
          class: "text-link",
          "data-testid": "dismiss",
          onclick: () => this.context.dismiss(this.message),
        },
        "Dismiss message",
      ),
    );
  }
}

function thinking(words) {
  return el(
    "div",
    { class: "thinking" },
    el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
    words,
  );
}
