"""Who and what exists in the sandbox: the bot, members, guilds and channels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sandbox import permissions
from sandbox.clock import timestamp
from sandbox.errors import ApiError, Problem, SandboxRefusal
from sandbox.expressions import ExpressionStore
from sandbox.payloads import JsonObject
from sandbox.snowflakes import DISCORD_EPOCH_MS, SnowflakeGenerator

TEXT_CHANNEL = 0
DIRECT_MESSAGE = 1
_AGE_SECONDS = 60 * 24 * 3600


@dataclass(frozen=True)
class User:
    """A person or the bot."""

    id: str
    username: str
    global_name: str | None
    color: str = "#5865f2"
    bot: bool = False

    @property
    def payload(self) -> JsonObject:
        """Discord's user object."""
        return {
            "id": self.id,
            "username": self.username,
            "global_name": self.global_name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "flags": 0,
            "public_flags": 0,
            "primary_guild": None,
        }


@dataclass(frozen=True)
class Channel:
    """A text channel of a guild, or a private one between two people.

    Attributes:
        guild_id: None for a private channel.
        recipient_ids: Both sides of a private channel.
    """

    id: str
    type: int
    name: str | None = None
    topic: str | None = None
    guild_id: str | None = None
    position: int = 0
    recipient_ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Guild:
    """A server, which the bot has joined."""

    id: str
    name: str
    owner_id: str
    channels: tuple[Channel, ...]


@dataclass
class World:
    """Everybody and every place; messages live in `messages`.

    Attributes:
        bot_role_id: The role that the bot alone has.
        bot_permissions: What that role allows beyond what everybody may.
    """

    snowflakes: SnowflakeGenerator
    bot: User
    members: dict[str, User]
    guilds: dict[str, Guild]
    bot_role_id: str
    bot_permissions: permissions.Permission = permissions.Permission.CREATE_GUILD_EXPRESSIONS
    expressions: ExpressionStore = field(default_factory=ExpressionStore)
    private_channels: dict[str, Channel] = field(default_factory=dict[str, Channel])

    def member(self, member_id: str) -> User:
        """Returns the person, for the page API."""
        if member_id not in self.members:
            raise SandboxRefusal(f"There is no member {member_id}.")
        return self.members[member_id]

    def user(self, user_id: str) -> User | None:
        """Returns the person or the bot."""
        return self.bot if user_id == self.bot.id else self.members.get(user_id)

    def channels(self) -> Iterator[Channel]:
        for guild in self.guilds.values():
            yield from guild.channels
        yield from self.private_channels.values()

    def channel(self, channel_id: str) -> Channel:
        """Returns the channel.

        Raises:
            ApiError: There is none.
        """
        for channel in self.channels():
            if channel.id == channel_id:
                return channel
        raise ApiError(Problem.UNKNOWN_CHANNEL)

    def channel_for_member(self, channel_id: str, member_id: str) -> Channel:
        """Returns the channel as the page asks for it.

        Raises:
            SandboxRefusal: There is none, or the member is not in it.
        """
        self.member(member_id)
        for channel in self.channels():
            if channel.id == channel_id and self.is_in(channel, member_id):
                return channel
        raise SandboxRefusal(f"There is no channel {channel_id} for this member.")

    def channel_for_bot(self, channel_id: str) -> Channel:
        """Returns the channel as the REST API asks for it.

        Raises:
            ApiError: There is none, or the bot is not in it.
        """
        channel = self.channel(channel_id)
        if not self.is_in(channel, self.bot.id):
            raise ApiError(Problem.MISSING_ACCESS)
        return channel

    def guild_for_bot(self, guild_id: str) -> Guild:
        """Returns the guild as the REST API asks for it.

        Raises:
            ApiError: There is none.
        """
        if guild_id not in self.guilds:
            raise ApiError(Problem.UNKNOWN_GUILD)
        return self.guilds[guild_id]

    def is_in(self, channel: Channel, user_id: str) -> bool:
        """Says whether somebody sees the channel; everybody is in every guild."""
        return channel.guild_id is not None or user_id in channel.recipient_ids

    def private_channel(self, first_id: str, second_id: str) -> Channel:
        """Returns the channel of these two, which is made on first use."""
        recipients = frozenset({first_id, second_id})
        for channel in self.private_channels.values():
            if channel.recipient_ids == recipients:
                return channel
        channel = Channel(id=self.snowflakes(), type=DIRECT_MESSAGE, recipient_ids=recipients)
        self.private_channels[channel.id] = channel
        return channel

    def permissions_of(self, user_id: str, guild: Guild) -> int:
        if user_id == guild.owner_id:
            return permissions.OWNER
        own = self.bot_permissions if user_id == self.bot.id else 0
        return int(permissions.EVERYONE | own)

    def member_payload(self, user: User, *, with_user: bool = True) -> JsonObject:
        """Returns Discord's guild member object."""
        joined = ((int(user.id) >> 22) + DISCORD_EPOCH_MS) / 1000
        member: JsonObject = {
            "roles": [self.bot_role_id] if user == self.bot else [],
            "nick": None,
            "avatar": None,
            "banner": None,
            "joined_at": timestamp(joined),
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
            "communication_disabled_until": None,
        }
        if with_user:
            member["user"] = user.payload
        return member


def default_world(
    snowflakes: SnowflakeGenerator,
    *,
    bot_name: str = "Atelier",
    member_names: Sequence[str] = ("Ada", "Bruno", "Chiyo"),
) -> World:
    """Returns one guild with three channels and its members, the first of whom owns it.

    They have all been there for two months: bots keep new members from some things.
    """
    old = snowflakes.earlier(_AGE_SECONDS)
    bot = User(old(), bot_name, None, bot=True)
    colors = ("#c2557a", "#3f8f6b", "#4f74c8", "#b8862b", "#8a5cc2", "#2f8f9d")
    members = [
        User(old(), name.lower(), name, colors[index % len(colors)])
        for index, name in enumerate(member_names)
    ]
    guild_id = old()
    topics = {
        "studio": "Make something: try /poem, /lyrics or /imagine",
        "poetry": "Verse of all kinds",
        "gallery": "Pictures to look at",
    }
    channels = tuple(
        Channel(old(), TEXT_CHANNEL, name, topic, guild_id, position)
        for position, (name, topic) in enumerate(topics.items())
    )
    guild = Guild(guild_id, "Atelier Sandbox", members[0].id, channels)
    world = World(snowflakes, bot, {user.id: user for user in members}, {guild_id: guild}, old())
    for user in members:
        world.private_channel(user.id, bot.id)
    return world
