"""Emoji and stickers of guilds, and the CDN's addresses for their pictures."""

from dataclasses import dataclass, field

from sandbox.errors import ApiError, Problem
from sandbox.payloads import JsonObject

# Of a guild without boosts.
EMOJI_SLOTS, STICKER_SLOTS = 50, 5
_GUILD_STICKER, _PNG = 2, 1


@dataclass(frozen=True)
class Emoji:
    """A guild's own emoji."""

    id: str
    guild_id: str
    name: str
    image: bytes
    creator: JsonObject

    @property
    def payload(self) -> JsonObject:
        """Discord's emoji object."""
        return {
            "id": self.id,
            "name": self.name,
            "roles": [],
            "user": self.creator,
            "require_colons": True,
            "managed": False,
            "animated": False,
            "available": True,
        }


@dataclass(frozen=True)
class Sticker:
    """A guild's own sticker."""

    id: str
    guild_id: str
    name: str
    tags: str
    description: str
    image: bytes
    creator: JsonObject

    @property
    def payload(self) -> JsonObject:
        """Discord's sticker object."""
        return {
            "id": self.id,
            "name": self.name,
            "tags": self.tags,
            "type": _GUILD_STICKER,
            "format_type": _PNG,
            "description": self.description,
            "available": True,
            "guild_id": self.guild_id,
            "user": self.creator,
        }


@dataclass
class ExpressionStore:
    """The emoji and stickers of all guilds, in memory."""

    emojis: dict[str, Emoji] = field(default_factory=dict[str, Emoji])
    stickers: dict[str, Sticker] = field(default_factory=dict[str, Sticker])

    def add_emoji(self, emoji: Emoji) -> None:
        """Stores an emoji.

        Raises:
            ApiError: The guild has no place left.
        """
        if len(self.emojis_of(emoji.guild_id)) >= EMOJI_SLOTS:
            raise ApiError(Problem.TOO_MANY_EMOJIS)
        self.emojis[emoji.id] = emoji

    def add_sticker(self, sticker: Sticker) -> None:
        """Stores a sticker.

        Raises:
            ApiError: The guild has no place left.
        """
        if len(self.stickers_of(sticker.guild_id)) >= STICKER_SLOTS:
            raise ApiError(Problem.TOO_MANY_STICKERS)
        self.stickers[sticker.id] = sticker

    def emojis_of(self, guild_id: str) -> list[JsonObject]:
        """Returns a guild's emoji as Discord writes them."""
        return [emoji.payload for emoji in self.emojis.values() if emoji.guild_id == guild_id]

    def stickers_of(self, guild_id: str) -> list[JsonObject]:
        """Returns a guild's stickers as Discord writes them."""
        return [each.payload for each in self.stickers.values() if each.guild_id == guild_id]

    def picture(self, kind: str, expression_id: str) -> bytes | None:
        """Returns the picture of an emoji or sticker as the CDN gives it; None if there is none."""
        store = {"emojis": self.emojis, "stickers": self.stickers}.get(kind, {})
        found = store.get(expression_id)
        return found.image if found else None
