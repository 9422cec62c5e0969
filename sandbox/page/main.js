// The sandbox page: brings the parts together and sends events to where they belong.
//
// Hooks for tests (data-testid): composer (message box), send, picker with picker-option
// (data-value "poem", "profile set"), option-{name} (a command's field), option-choice (choices,
// autocomplete and optional fields; data-value), option-more (adds an optional field),
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
    this.interactions = new Interactions(api, world);
    this.live = new Live({ event: (event) => this.take(event), opened: (again) => this.opened(again), lost: (wait) => this.lost(wait) });
    this.list = new MessageList({ scroller: node("scroller"), log: node("log"), toPresent: node("to-present") },
      { world, press: (message, component, values) => this.press(message, component, values), dismiss: (message) => this.dismiss(message) });
    this.sidebar = new Sidebar({ world, openChannel: (id) => this.openChannel(id), become: (id) => this.become(id) });
    this.composer = new Composer(node("composer"), { world,
      sendText: (text) => api.send(world.me.id, world.channel.id, text),
      sendCommand: (entry, options) => this.sendCommand(entry, options),
      suggest: (entry, options) => this.interactions.begin(AUTOCOMPLETE, { data: invocation(entry, options) }).settled });
    this.typing = new Typing((names) => this.composer.showTyping(names));
  }

  async start() {
    const wanted = new URLSearchParams(location.search);
    await this.load(wanted.get("member"), wanted.get("channel"));
    if (matchMedia("(min-width: 701px)").matches) this.composer.input.focus();
    setInterval(() => refreshRelativeTimes(document), 10_000);
  }

  /** Load everything for a member, however long the server takes to be there. */
  async load(member, channel) {
    try {
      this.world.adopt(await api.state(member), channel);
      await this.showChannel();
      this.live.connect(this.world.me.id);
    } catch (error) {
      this.say(`${error.message} Trying again…`);
      await new Promise((resolve) => setTimeout(resolve, RETRY));
      await this.load(member, channel);
    }
  }

  async become(member) {
    const { channel } = this.world;
    // A direct message is one member's own, so the new one looks at theirs.
    const direct = channel?.type === 1;
    this.live.close();
    await this.load(member, channel?.id);
    if (direct && this.world.dms[0]) await this.openChannel(this.world.dms[0].id);
  }

  async openChannel(id) {
    this.world.channel = this.world.channelById(id);
    this.world.unread.delete(id);
    await this.showChannel();
  }

  async showChannel() {
    const { world } = this;
    this.refresh();
    history.replaceState(null, "", `?${new URLSearchParams({ member: world.me.id, channel: world.channel.id })}`);
    document.title = `${world.channel.type === 1 ? "@" : "#"}${world.channel.name} · Atelier Sandbox`;
    this.typing.clear();
    const { channel } = world;
    const messages = await api.messages(channel.id, world.me.id);
    if (channel === world.channel) this.list.show(channel, messages);
  }

  refresh() {
    this.sidebar.refresh();
    this.composer.refresh();
  }

  /** One live event. */
  take(event) {
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
    this.world.adopt(await api.state(me.id), channel.id);
    await this.showChannel();
  }

  async sendCommand(entry, options) {
    const { me, channel } = this.world;
    const { accepted, settled } = this.interactions.begin(COMMAND, { data: invocation(entry, options) });
    await accepted;
    const waiting = { id: `local-${Date.now()}`, author: { ...this.world.bot, bot: true }, content: "", flags: 0, local: "sending",
      timestamp: new Date().toISOString(), interaction_metadata: { type: COMMAND, name: entry.name, user: me } };
    if (channel === this.world.channel) this.list.put(waiting);
    this.list.toBottom();
    settled.then(() => this.list.remove(waiting.id),
      ({ message }) => this.list.update({ ...waiting, local: "failed", flags: 64, content: message }));
  }

  async press(message, component, values) {
    const { accepted, settled } = this.interactions.begin(COMPONENT, { message_id: message.id,
      data: { custom_id: component.custom_id, component_type: component.type, ...(values ? { values } : {}) } });
    await accepted;
    await settled;
  }

  showModal(event) {
    this.interactions.settle(event);
    openModal(event.modal, { world: this.world, submit: async (answers) => {
      const message = event.message_id ? { message_id: event.message_id } : {};
      await this.interactions.begin(MODAL_SUBMIT, { data: answers, ...message }).settled;
    } });
  }

  async dismiss(message) {
    this.list.remove(message.id);
    if (!message.local) await api.dismiss(this.world.me.id, this.world.channel.id, message.id);
  }

  async opened(again) {
    this.say("");
    if (again) await this.reload();
  }

  lost(wait) {
    const seconds = Math.round(wait / 1000);
    this.say(`Reconnecting…${seconds > 1 ? ` next try in ${seconds} s` : ""}`);
  }

  say(words) {
    node("connection").textContent = words;
    node("connection").hidden = words === "";
  }
}

await new Page().start();
