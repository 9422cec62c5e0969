// Where members type: plain messages, and commands once a `/` opens them.

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { CommandForm } from "./options.js";
import { Picker } from "./picker.js";

const LONGEST_MESSAGE = 2000;
const COUNT_FROM = 1800;

export class Composer {
  #form = null;

  /**
   * @param {Element} root
   * @param {{world, sendText, sendCommand, suggest}} context `sendText(text)` and
   *   `sendCommand(entry, options)` resolve when the server took it and reject with its words.
   */
  constructor(root, context) {
    this.context = context;
    this.picker = new Picker(context.world, (entry) => this.choose(entry));
    this.picker.list.element.addEventListener("point", ({ detail }) =>
      this.input.setAttribute("aria-activedescendant", detail),
    );
    this.input = el("textarea", {
      id: "composer-input",
      class: "composer-input",
      rows: 1,
      "data-testid": "composer",
      dir: "auto",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": this.picker.list.element.id,
      "aria-label": "Message",
      enterkeyhint: "send",
      oninput: () => this.#typed(),
      onkeydown: (event) => this.#key(event),
      onblur: () => this.#closePicker(),
      onfocus: () => this.#typed(),
    });
    this.problem = el("div", { class: "composer-problem", role: "alert", "data-testid": "composer-problem" });
    this.notice = el("div", { class: "composer-notice", role: "status", "data-testid": "bot-offline" });
    this.typing = el("div", { class: "typing", role: "status", "data-testid": "typing" });
    this.counter = el("span", { class: "composer-counter" });
    this.place = el("div", { class: "composer-place" }, this.input);
    this.panels = el("div", { class: "panels" }, this.picker.element);
    root.append(
      this.notice,
      this.panels,
      this.problem,
      el(
        "div",
        { class: "composer-box" },
        el(
          "button",
          {
            type: "button",
            class: "icon-button",
            "aria-label": "Use a command",
            title: "Use a command",
            onclick: () => this.#slash(),
          },
          icon("plus", 24),
        ),
        this.place,
        this.counter,
        el(
          "button",
          {
            type: "button",
            class: "icon-button send",
            "aria-label": "Send",
            title: "Send",
            "data-testid": "send",
            onmousedown: (event) => event.preventDefault(),
            onclick: () => this.send(),
          },
          icon("send", 22),
        ),
      ),
      this.typing,
    );
  }

  focus() {
    if (this.#form) this.#form.focus();
    else this.input.focus();
  }

  /** Bring names and notices up to date after the channel, the bot or the commands changed. */
  refresh() {
    const { channel, bot, me } = this.context.world;
    this.input.placeholder = channel ? `Message ${channel.type === 1 ? "@" : "#"}${channel.name}` : "";
    this.input.setAttribute(
      "aria-label",
      channel ? `${this.input.placeholder} as ${me.global_name ?? me.username}` : "Message",
    );
    const offline = !bot?.online;
    fill(
      this.notice,
      offline && el("span", { class: "status offline" }),
      offline &&
        (bot ? `${bot.username} is offline: commands will not be answered.` : "No bot has connected yet."),
    );
    this.notice.hidden = !offline;
    if (this.picker.isOpen) this.#typed();
  }

  /** Turn to filling in a command. */
  choose(entry) {
    this.#closePicker();
    this.complain("");
    this.input.value = "";
    this.#form?.panel.remove();
    this.#form = new CommandForm(entry, {
      world: this.context.world,
      suggest: this.context.suggest,
      onSend: () => this.send(),
      onLeave: (text) => this.leave(text),
      onProblem: (words) => this.complain(words),
    });
    this.panels.append(this.#form.panel);
    fill(this.place, this.#form.element);
    this.#count();
    this.#form.focus();
  }

  /** Back to plain typing, with this text in the box, or else with what could not be sent before. */
  leave(text = this.input.value) {
    this.#form?.panel.remove();
    this.#form = null;
    fill(this.place, this.input);
    this.input.value = text;
    this.complain("");
    this.input.focus();
    this.#typed();
  }

  complain(words) {
    fill(this.problem, words && [icon("warning", 16), words]);
  }

  showTyping(names) {
    const verb = names.length === 1 ? "is" : "are";
    fill(
      this.typing,
      names.length > 0 && [
        el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
        el("span", null, el("strong", null, names.join(", ")), ` ${verb} typing…`),
      ],
    );
  }

  async send() {
    this.complain("");
    try {
      await (this.#form ? this.#sendCommand() : this.#sendText());
    } catch (error) {
      this.complain(error.message);
    }
  }

  async #sendCommand() {
    const form = this.#form;
    if (form.sending) return;
    const options = form.read();
    if (options === null) return;
    form.sending = true;
    try {
      await this.context.sendCommand(form.entry, options);
      if (this.#form === form) this.leave();
    } finally {
      form.sending = false;
    }
  }

  async #sendText() {
    const text = this.input.value.trim();
    if (text === "") return;
    if (text.length > LONGEST_MESSAGE) {
      throw new Error(`Your message is too long: ${text.length} of at most ${LONGEST_MESSAGE} characters.`);
    }
    this.#write("");
    try {
      await this.context.sendText(text);
    } catch (error) {
      this.#write([text, this.input.value].filter(Boolean).join("\n"));
      throw error;
    }
  }

  #write(text) {
    this.input.value = text;
    if (!this.#form) this.#typed();
  }

  #slash() {
    if (this.#form) this.leave();
    this.input.value = "/";
    this.input.focus();
    this.#typed();
  }

  #typed() {
    this.#grow();
    this.#count();
    const { value } = this.input;
    if (!value.startsWith("/") || value.includes("\n")) return this.#closePicker();
    const exact =
      value.endsWith(" ") && this.context.world.typeable.find((entry) => `/${entry.name} ` === value);
    if (exact) return this.choose(exact);
    this.picker.open(value.slice(1));
  }

  #closePicker() {
    this.picker.close();
    this.input.removeAttribute("aria-activedescendant");
  }

  #count() {
    const { length } = this.input.value;
    fill(this.counter, !this.#form && length >= COUNT_FROM && String(LONGEST_MESSAGE - length));
    this.counter.classList.toggle("over", length > LONGEST_MESSAGE);
  }

  #grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
  }

  #key(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (this.picker.isOpen && this.#pickerKey(key)) event.preventDefault();
    else if (key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  #pickerKey(key) {
    const { list } = this.picker;
    if (key === "ArrowDown" || key === "ArrowUp") list.move(key === "ArrowDown" ? 1 : -1);
    else if (key === "Escape") this.leave("");
    else if ((key === "Enter" || key === "Tab") && list.active) list.pickActive();
    else return false;
    return true;
  }
}
