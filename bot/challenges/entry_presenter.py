"""How entries become messages."""

from io import BytesIO

import discord

from bot.plain_text import one_line, plain, plain_line
from bot.presenter import (
    ALT_TEXT_LIMIT,
    COLOUR,
    DESCRIPTION_LIMIT,
    TITLE_LIMIT,
    WorkMessage,
    cut,
    cut_at_line_end,
)
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.entry import Entry, ShownEntry, WorkOption
from models.base import Kind

_ICONS = {Kind.POEM: "📜", Kind.LYRICS: "🎵", Kind.IMAGE: "🖼️"}
_LABEL_LIMIT = 100


def present_entries(challenge: Challenge, own: list[Entry]) -> discord.Embed:
    """Returns what a member has entered, and what they can do about it."""
    embed = discord.Embed(
        title=cut(f"Your entries: {plain_line(challenge.draft.title)}", TITLE_LIMIT), colour=COLOUR
    )
    lines = [f"{_ICONS[entry.kind]} {plain_line(entry.title)}" for entry in own]
    most, closes = challenge.draft.entries_each, challenge.draft.closes_at
    embed.description = "\n".join(lines) or "None yet."
    embed.add_field(name="Of", value=str(most))
    embed.add_field(name="Entries close", value=discord.utils.format_dt(closes, "R"))
    return embed


def label_of_entry(entry: Entry) -> str:
    """Returns an entry in a few words, for menus."""
    return cut(f"{_ICONS[entry.kind]} {one_line(entry.title)}", _LABEL_LIMIT)


def label_of_work(option: WorkOption, picture: int = 0) -> str:
    """Returns a work, or one of its pictures, in a few words, for menus."""
    which = f" ({picture + 1} of {option.pictures})" if option.pictures > 1 else ""
    title = cut(one_line(option.title), _LABEL_LIMIT - len(which) - 3)
    return f"{_ICONS[option.kind]} {title}{which}"


def present_entry(shown: ShownEntry, caption: str = "") -> WorkMessage:
    """Returns the message that shows an entry, with a caption under its title."""
    embed = discord.Embed(title=cut(plain_line(shown.title), TITLE_LIMIT), colour=COLOUR)
    lines = [caption] if caption else []
    if shown.author_id is not None:
        lines.append(f"by <@{shown.author_id}>")
    if shown.text is not None:
        lines += ["", plain(shown.text)]
    embed.description = cut_at_line_end("\n".join(lines), DESCRIPTION_LIMIT)
    if shown.picture is None:
        return WorkMessage(embed, [])
    embed.set_image(url="attachment://entry.png")
    return WorkMessage(embed, [_file(shown.picture, shown)])


def _file(picture: bytes, shown: ShownEntry) -> discord.File:
    described = cut(one_line(shown.alt_text or shown.title), ALT_TEXT_LIMIT)
    return discord.File(BytesIO(picture), "entry.png", description=described)
