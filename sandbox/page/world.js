// What the page knows: who is looking, who else is there, which channels and commands.

const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;
const DIRECT_MESSAGE = 1;
const IN_GUILD = 0;
const IN_BOT_DM = 1;

export class World {
  me = null;
  members = [];
  guilds = [];
  dms = [];
  bot = null;
  commands = [];
  channel = null;
  unread = new Set();

  /** Take in the server's state and keep the channel where it still exists. */
  adopt(state, wantedChannel) {
    const { me, members, guilds, dms, bot, commands } = state;
    // A direct message is one member's own: another member looks at theirs.
    const fallback = this.channel?.type === DIRECT_MESSAGE ? dms[0] : guilds[0]?.channels[0];
    Object.assign(this, { me, members, guilds, dms, bot, commands });
    this.channel = this.channelById(wantedChannel) ?? fallback ?? dms[0];
    this.unread.delete(this.channel.id);
  }

  get guild() {
    return this.guilds.find((guild) => guild.channels.includes(this.channel)) ?? null;
  }

  get botName() {
    return this.bot?.username ?? "the bot";
  }

  channelById(id) {
    return [...this.guilds.flatMap((guild) => guild.channels), ...this.dms].find(
      (channel) => channel.id === id,
    );
  }

  memberById(id) {
    return this.members.find((member) => member.id === id);
  }

  /** The name to show for a user: as the server sent it, or as this world knows the id. */
  nameOf(user) {
    const known = this.memberById(user.id) ?? (user.id === this.bot?.id ? this.bot : null);
    return user.global_name ?? known?.global_name ?? user.username ?? known?.username ?? "Unknown";
  }

  colourOf(user) {
    const known = this.memberById(user.id);
    if (known) return known.color;
    return user.bot || user.id === this.bot?.id ? "#5865f2" : "#747f8d";
  }

  knows(id) {
    return Boolean(this.memberById(id)) || id === this.bot?.id;
  }

  /** Everything a member can type after `/` here: one entry a command or subcommand. */
  get typeable() {
    return this.commands
      .filter((command) => (command.type ?? CHAT_INPUT) === CHAT_INPUT && this.#usableHere(command))
      .flatMap((command) => entries(command))
      .sort((one, other) => one.name.localeCompare(other.name));
  }

  #usableHere(command) {
    const guild = this.guild;
    if (command.guild_id && command.guild_id !== guild?.id) return false;
    const contexts = command.contexts ?? null;
    return contexts === null || contexts.includes(guild ? IN_GUILD : IN_BOT_DM);
  }
}

function entries(command, path = [], node = command) {
  const here = [...path, node];
  const options = node.options ?? [];
  const nested = options
    .filter(({ type }) => node !== command || type <= SUBCOMMAND_GROUP)
    .filter(({ type }) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP);
  if (nested.length > 0) return nested.flatMap((inner) => entries(command, here, inner));
  return [
    {
      command,
      path: here,
      name: here.map((part) => part.name).join(" "),
      description: node.description,
      options,
    },
  ];
}

/** The `data` of a command interaction, its options wrapped in their subcommand as Discord does. */
export function invocation(entry, options) {
  const [root, ...inner] = entry.path;
  const nested = inner.reduceRight(
    (children, part) => [{ name: part.name, type: part.type, options: children }],
    options,
  );
  return { id: root.id, name: root.name, type: CHAT_INPUT, options: nested };
}
