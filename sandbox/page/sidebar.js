// Servers, channels, members, and the switch between them.

import { appTag, avatar } from "./avatar.js";
import { el, fill, uniqueId } from "./dom.js";
import { icon } from "./icons.js";

export class Sidebar {
  #direct = false;
  #shownMembers = "";

  /** @param {{world: object, openChannel: Function, become: Function}} context */
  constructor(context) {
    this.context = context;
    this.nodes = Object.fromEntries(
      ["rail", "place", "channels", "whoami", "header", "people", "drawer", "backdrop"].map((id) => [
        id,
        document.getElementById(id),
      ]),
    );
    this.nodes.backdrop.addEventListener("click", () => this.#drawer(false));
    this.nodes.drawer.addEventListener("keydown", (event) => event.key === "Escape" && this.#drawer(false));
    this.menu = el("div", {
      class: "popover menu",
      popover: "auto",
      id: uniqueId("members"),
      role: "menu",
      "aria-label": "Members",
      onkeydown: (event) => this.#menuKey(event),
    });
  }

  refresh() {
    const { world } = this.context;
    const focused = document.activeElement?.dataset.key;
    this.#direct = world.channel?.type === 1;
    this.#rail(world);
    this.#channels(world);
    this.#whoami(world);
    this.#header(world);
    this.#people(world);
    if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #rail({ guilds, dms, guild, unread }) {
    const direct = dms[0];
    const entry = (target, label, content, current, news) =>
      el(
        "button",
        {
          type: "button",
          class: "rail-button",
          "aria-label": label,
          title: label,
          "aria-current": current ? "true" : null,
          "data-unread": news && !current,
          "data-key": `rail ${target}`,
          onclick: () => this.context.openChannel(target),
        },
        content,
      );
    fill(
      this.nodes.rail,
      direct && entry(direct.id, "Direct messages", icon("chat", 26), this.#direct, unread.has(direct.id)),
      el("hr"),
      guilds.map((each) =>
        entry(
          each.channels[0].id,
          each.name,
          initials(each.name),
          each === guild,
          each.channels.some(({ id }) => unread.has(id)),
        ),
      ),
    );
  }

  #channels(world) {
    const { guild, dms, channel, unread } = world;
    fill(this.nodes.place, el("h1", null, guild?.name ?? "Direct Messages"));
    const link = (each, picture) =>
      el(
        "li",
        null,
        el(
          "button",
          {
            type: "button",
            class: "channel",
            "data-testid": "channel",
            "data-channel-id": each.id,
            "data-key": `channel ${each.id}`,
            "data-unread": unread.has(each.id),
            "aria-current": each === channel ? "page" : null,
            onclick: () => {
              this.#drawer(false);
              this.context.openChannel(each.id);
            },
          },
          picture,
          el("span", { class: "channel-name" }, each.name),
          unread.has(each.id) && el("span", { class: "visually-hidden" }, "unread"),
        ),
      );
    const bot = () =>
      avatar(botUser(world), world, { size: guild ? 24 : 32, online: Boolean(world.bot?.online) });
    fill(
      this.nodes.channels,
      guild && [
        el("h2", null, "Text channels"),
        el(
          "ul",
          null,
          guild.channels.map((each) => link(each, icon("hash", 20))),
        ),
      ],
      dms.length > 0 && [
        el("h2", null, "Direct messages"),
        el(
          "ul",
          null,
          dms.map((each) => link(each, bot())),
        ),
      ],
    );
  }

  #whoami(world) {
    const { me } = world;
    // An open menu stays open while others come and go.
    const key = JSON.stringify([me, world.members]);
    if (key === this.#shownMembers) return;
    this.#shownMembers = key;
    const button = el(
      "button",
      {
        type: "button",
        class: "me",
        "data-testid": "member-switch",
        "data-key": "me",
        "aria-haspopup": "menu",
        "aria-label": `You are ${world.nameOf(me)}. Switch member`,
      },
      avatar(me, world, { size: 32, online: true }),
      el(
        "span",
        { class: "me-words" },
        el("span", { class: "me-name" }, world.nameOf(me)),
        el("span", { class: "muted" }, "Switch member"),
      ),
      icon("switch", 20),
    );
    button.popoverTargetElement = this.menu;
    fill(
      this.menu,
      world.members.map((member) =>
        el(
          "button",
          {
            type: "button",
            class: "menu-item",
            role: "menuitemradio",
            "aria-checked": String(member.id === me.id),
            "data-testid": "member",
            "data-member": member.username,
            autofocus: member.id === me.id,
            onclick: () => {
              this.menu.hidePopover();
              this.context.become(member.id);
            },
          },
          avatar(member, world, { size: 24 }),
          world.nameOf(member),
          member.id === me.id && icon("check", 16),
        ),
      ),
    );
    fill(this.nodes.whoami, button, this.menu);
  }

  #header({ channel }) {
    if (!channel) return;
    const direct = channel.type === 1;
    fill(
      this.nodes.header,
      el(
        "button",
        {
          type: "button",
          class: "icon-button drawer-toggle",
          "aria-label": "Channels and members",
          "data-testid": "drawer-toggle",
          "data-key": "drawer",
          "aria-controls": "drawer",
          "aria-expanded": "false",
          onclick: () => this.#drawer(true),
        },
        icon("menu", 24),
      ),
      el("span", { class: "header-icon" }, icon(direct ? "at" : "hash", 24)),
      el("h2", null, channel.name),
      channel.topic && el("span", { class: "topic", title: channel.topic }, channel.topic),
      el(
        "button",
        {
          type: "button",
          class: "icon-button people-toggle",
          "aria-label": "Member list",
          "data-key": "people",
          "aria-pressed": String(!this.nodes.people.hasAttribute("data-closed")),
          onclick: ({ currentTarget }) => {
            const hidden = this.nodes.people.toggleAttribute("data-closed");
            currentTarget.setAttribute("aria-pressed", String(!hidden));
          },
        },
        icon("people", 22),
      ),
    );
  }

  #people(world) {
    const online = (user, tag, on) =>
      el(
        "li",
        { class: on ? "person" : "person away" },
        avatar(user, world, { size: 32, online: on }),
        el("span", { class: "person-name" }, world.nameOf(user)),
        tag,
      );
    const members = world.guild ? world.members : [world.me];
    const bot = world.bot && online(botUser(world), appTag(), Boolean(world.bot.online));
    fill(
      this.nodes.people,
      el("h2", null, `Online — ${members.length + (world.bot?.online ? 1 : 0)}`),
      el(
        "ul",
        null,
        world.bot?.online && bot,
        members.map((member) => online(member, null, true)),
      ),
      world.bot && !world.bot.online && [el("h2", null, "Offline — 1"), el("ul", null, bot)],
    );
  }

  #drawer(open) {
    document.body.classList.toggle("drawer-open", open);
    const toggle = document.querySelector(".drawer-toggle");
    toggle?.setAttribute("aria-expanded", String(open));
    if (open) this.nodes.channels.querySelector("button")?.focus();
    else if (toggle?.checkVisibility()) toggle.focus();
  }

  #menuKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const items = [...this.menu.children];
    items[(items.indexOf(document.activeElement) + by + items.length) % items.length].focus();
    event.preventDefault();
  }
}

const botUser = ({ bot }) => ({ ...(bot ?? { id: "0", username: "Bot" }), bot: true });

const initials = (name) =>
  name
    .split(/\s+/)
    .map((word) => word[0])
    .join("")
    .slice(0, 3);
