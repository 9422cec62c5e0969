"""How emoji and stickers made from works become messages."""

from collections.abc import Sequence
from io import BytesIO

import discord

from bot.presenter import ALT_TEXT_LIMIT, cut
from bot.services.expressions import Drawing, DrawnWork

WAITING = (
    "⏳ Discord takes only a few new emoji and stickers an hour from each server, and this one has "
    "to wait. I keep at it: there is no need to ask again, it will turn up among the server's own."
)


def present_emoji(drawn: DrawnWork, pngs: Sequence[bytes]) -> list[discord.File]:
    """Returns the pictures of a work at the size of emoji."""
    return [
        discord.File(
            BytesIO(png),
            filename=f"emoji-{number}.png",
            description=cut(drawing.alt_text, ALT_TEXT_LIMIT),
        )
        for number, (png, drawing) in enumerate(zip(pngs, drawn.drawings, strict=True), start=1)
    ]


def present_choice(number: int, drawing: Drawing) -> str:
    """Returns what one of several pictures is called in a menu."""
    return f"Picture {number}, seed {drawing.seed}"


def present_added_emoji(emoji: discord.Emoji) -> str:
    """Returns what is said of a new emoji."""
    return f"{emoji} is now an emoji of this server: `:{emoji.name}:`"


def present_added_sticker(sticker: discord.GuildSticker) -> str:
    """Returns what is said of a new sticker."""
    return f"**{discord.utils.escape_markdown(sticker.name)}** is now a sticker of this server."
