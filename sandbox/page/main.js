// The sandbox page: brings the parts together and sends events to where they belong.
//
// Hooks for tests (data-testid): composer (message box), send, picker with picker-option
// (data-value "poem", "profile set"), option-{name} (a command's field), choice (choices,
// autocomplete and optional fields; data-value), more-input and more-options (add an optional field),
// composer-problem, log, message (data-message-id; data-state sending|loading|done|failed), used,
// embed, gallery, image, file, button, select with select-option (data-value), dismiss, modal with
// field-{custom_id}, modal-submit, modal-error, lightbox, channel (data-channel-id), member-switch
// with member (data-member, the username), drawer-toggle, connection, bot-offline, typing.
// The address keeps who and where: ?member=ID&channel=ID.

import { api } from "./api.js";
import { Composer } from "./composer.js";
import { AUTOCOMPLETE, COMMAND, COMPONENT, Interactions, MODAL_SUBMIT } from "./interactions.js";
import { Live } from "./live.js";
import { MessageList } from "./messages.js";
import { openModal } from "./modal.js";
import { Sidebar } from "./sidebar.js";
import { refreshRelativeTimes } from "./time.js";
import { Typing } from "./typing.js";
import { invocation, World } from "./world.js";

const RETRY = 1500;
const node = (id) => document.getElementById(id);

class Page {
  constructor() {
    const world = new World();
    this.world = world;
    this.sent = Promise.resolve();
    this.interactions = new Interactions(api, world);
    this.live = new Live({
      event: (event) => this.take(event),
      opened: () => this.opened(),
      lost: (wait) => this.lost(wait),
    });
    this.list = new MessageList(
      { scroller: node("scroller"), log: node("log"), toPresent: node("to-present") },
      {
        world,
        press: (message, component, values) => this.press(message, component, values),
        dismiss: (message) => this.dismiss(message),
      },
    );
    this.sidebar = new Sidebar({
      world,
      openChannel: (id) => this.openChannel(id),
      become: (id) => this.become(id),
    });
    this.composer = new Composer(node("composer"), {
      world,
      sendText: (text) => this.sendText(text),
      sendCommand: (entry, options) => this.sendCommand(entry, options),
      suggest: (entry, options) =>
        this.interactions.begin(AUTOCOMPLETE, { data: invocation(entry, options) }).settled,
    });
    this.typing = new Typing((names) => this.composer.showTyping(names));
  }

  async start() {
    this.meanwhile = null;
    const wanted = new URLSearchParams(location.search);
    await this.load(wanted.get("member"), wanted.get("channel"));
    this.focusComposer();
    setInterval(() => refreshRelativeTimes(document), 10_000);
  }

  /** Load everything for a member, however long the server takes to be there. */
  async load(member, channel) {
    try {
      this.world.adopt(await api.state(member), channel);
      this.refresh();
      this.live.connect(this.world.me.id);
    } catch (error) {
      this.say(`${error.message} Trying again…`);
      await new Promise((resolve) => setTimeout(resolve, RETRY));
      // An address from an older sandbox may name a member who is not in this one.
      await this.load(error.status ? null : member, channel);
    }
  }

  async become(member) {
    this.live.close();
    this.world.unread.clear();
    await this.load(member, this.world.channel.id);
  }

  async openChannel(id) {
    this.world.channel = this.world.channelById(id);
    this.world.unread.delete(id);
    this.focusComposer();
    await this.showChannel();
  }

  /** Ready to type, except where that would open a keyboard over the page. */
  focusComposer() {
    if (matchMedia("(hover: hover) and (min-width: 701px)").matches) this.composer.focus();
  }

  async showChannel() {
    const { world } = this;
    this.refresh();
    history.replaceState(
      null,
      "",
      `?${new URLSearchParams({ member: world.me.id, channel: world.channel.id })}`,
    );
    document.title = `${world.channel.type === 1 ? "@" : "#"}${world.channel.name} · Atelier Sandbox`;
    this.typing.clear();
    const { channel } = world;
    // What happens meanwhile is told again afterwards: the answer may be older than it.
    const meanwhile = [];
    this.meanwhile = meanwhile;
    const messages = await api.messages(channel.id, world.me.id).catch((error) => {
      this.say(error.message);
      return [];
    });
    if (meanwhile !== this.meanwhile) return;
    this.meanwhile = null;
    this.list.show(channel, messages);
    for (const event of meanwhile) this.take(event);
  }

  refresh() {
    this.sidebar.refresh();
    this.composer.refresh();
  }

  /** One live event. */
  take(event) {
    if (this.meanwhile && event.type.startsWith("message_")) this.meanwhile.push(event);
    else this.deliver(event);
  }

  deliver(event) {
    const here = event.channel_id === this.world.channel.id;
    const takers = {
      message_create: () => this.created(event, here),
      message_update: () => here && this.list.update(event.message),
      message_delete: () => here && this.list.remove(event.id),
      autocomplete: () => this.interactions.settle(event),
      interaction_acknowledged: () => this.interactions.settle(event),
      interaction_failed: () => this.interactions.settle(event),
      modal: () => this.showModal(event),
      commands: () => this.setCommands(event.commands),
      bot: () => this.setBot(event),
      typing: () => here && this.typing.add(event.user.id, this.world.nameOf(event.user)),
    };
    takers[event.type]?.();
  }

  created({ channel_id: channel, message }, here) {
    if (here) {
      this.typing.remove(message.author.id);
      this.list.put(message);
    } else if (message.author.id !== this.world.me.id) {
      this.world.unread.add(channel);
      this.sidebar.refresh();
    }
  }

  setCommands(commands) {
    this.world.commands = commands;
    this.composer.refresh();
  }

  setBot({ online, username, id }) {
    const { bot } = this.world;
    this.world.bot = { ...bot, id: id ?? bot?.id, username: username ?? bot?.username, online };
    // The first time a bot appears, its channel and commands appear with it.
    if (!bot) this.reload();
    else this.refresh();
  }

  async reload() {
    const { me, channel } = this.world;
    const state = await api.state(me.id).catch(() => null);
    if (state === null) {
      // Connected, and yet no answer: loading waits for one, and connects anew.
      await this.load(me.id, channel.id);
      return;
    }
    this.world.adopt(state, channel.id);
    await this.showChannel();
  }

  async sendText(text) {
    const { me, channel } = this.world;
    // One after the other: what is typed while a message is on its way must not overtake it.
    const before = this.sent.catch(() => {});
    this.sent = before.then(() => api.send(me.id, channel.id, text));
    await this.sent;
    this.list.toBottom();
  }

  async sendCommand(entry, options) {
    const { me, channel } = this.world;
    const { accepted, settled } = this.interactions.begin(COMMAND, { data: invocation(entry, options) });
    await accepted;
    const waiting = {
      id: `local-${Date.now()}`,
      author: { ...this.world.bot, bot: true },
      content: "",
      flags: 0,
      local: "sending",
      timestamp: new Date().toISOString(),
      interaction_metadata: { type: COMMAND, name: entry.name, user: me },
    };
    if (channel === this.world.channel) this.list.put(waiting);
    this.list.toBottom();
    settled.then(
      () => this.list.remove(waiting.id),
      ({ message }) => this.list.update({ ...waiting, local: "failed", flags: 64, content: message }),
    );
  }

  async press(message, component, values) {
    const { accepted, settled } = this.interactions.begin(COMPONENT, {
      message_id: message.id,
      data: { custom_id: component.custom_id, component_type: component.type, ...(values ? { values } : {}) },
    });
    await accepted;
    await settled;
  }

  showModal(event) {
    this.interactions.settle(event);
    openModal(event.modal, {
      world: this.world,
      submit: async (answers) => {
        const message = event.message_id ? { message_id: event.message_id } : {};
        await this.interactions.begin(MODAL_SUBMIT, { data: answers, ...message }).settled;
      },
    });
  }

  async dismiss(message) {
    this.list.remove(message.id);
    if (!message.local) await api.dismiss(this.world.me.id, this.world.channel.id, message.id);
  }

  async opened() {
    this.say("");
    await this.reload();
  }

  async lost(wait) {
    const seconds = Math.round(wait / 1000);
    this.say(`Reconnecting…${seconds > 1 ? ` next try in ${seconds} s` : ""}`);
    const { me } = this.world;
    const status = await api.state(me.id).then(
      () => 200,
      (error) => error.status,
    );
    // The sandbox answers but was started anew, and its members have other ids now.
    if (status >= 400 && status < 500 && me === this.world.me) await this.load(null, null);
  }

  say(words) {
    node("connection").textContent = words;
    node("connection").hidden = words === "";
  }
}

await new Page().start();
