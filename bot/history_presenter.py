"""How a member's history becomes a message."""

import discord

from bot.database.tables import JobStatus
from bot.presenter import COLOUR, cut, in_words
from bot.services.history import HistoryEntry, HistoryPage
from models.base import Progress, Stage

_SUBJECT_LIMIT = 60
_REASON_LIMIT = 150
_LABEL_LIMIT = 100
_ICONS = {
    JobStatus.QUEUED: "⏳",
    JobStatus.RUNNING: "🎨",
    JobStatus.DONE: "✅",
    JobStatus.FAILED: "⚠️",
    JobStatus.CANCELLED: "🚫",
}
_KEPT_ICON = "📦"
_NOTHING = (
    "Nothing yet. Ask me for something with `/poem`, `/lyrics` or `/imagine`, and you find it here."
)
_NOTHING_OLDER = "There is nothing older."


def present_history(page: HistoryPage) -> discord.Embed:
    """Returns a page of what a member asked for, for their eyes."""
    embed = discord.Embed(title="Your history", colour=COLOUR)
    if page.entries:
        embed.description = "\n".join(_line(entry) for entry in page.entries)
    else:
        embed.description = _NOTHING_OLDER if page.number else _NOTHING
    if page.number:
        embed.set_footer(text=f"page {page.number + 1}")
    return embed


def label_of(entry: HistoryEntry) -> str:
    """Returns an entry in a few words, for a menu."""
    return cut(f"{entry.kind}: {_subject(entry)}", _LABEL_LIMIT)


def _line(entry: HistoryEntry) -> str:
    is_kept = entry.is_kept and entry.has_work
    icon = _KEPT_ICON if is_kept else _ICONS[entry.status]
    subject = discord.utils.escape_markdown(cut(_subject(entry), _SUBJECT_LIMIT))
    parts = [
        f"{icon} {entry.kind} **{subject}**",
        discord.utils.format_dt(entry.created_at, "R"),
    ]
    if entry.is_open:
        parts.append(_standing(entry.progress))
    elif is_kept:
        parts.append("could not be sent; show it below")
    elif entry.reason:
        parts.append(cut(entry.reason.removeprefix("⚠️ "), _REASON_LIMIT))
    if entry.message_id is not None:
        parts.append(f"[message]({_link(entry)})")
    return " · ".join(parts)


def _standing(progress: Progress | None) -> str:
    """Returns how far a job is, in a few words."""
    if progress is None:
        return "goes on in a moment"
    expected = progress.expected_seconds
    until = f", {in_words(expected)}" if expected is not None else ""
    if progress.stage is Stage.QUEUED:
        place = progress.place or 1
        return f"number {place} in line{until}" if place > 1 else f"next in line{until}"
    if progress.stage is Stage.LOADING:
        return f"loading the model{until}"
    return f"{progress.fraction or 0:.0%}{until}"


def _subject(entry: HistoryEntry) -> str:
    return " ".join(entry.subject.split())


def _link(entry: HistoryEntry) -> str:
    place = entry.guild_id if entry.guild_id is not None else "@me"
    return f"https://discord.com/channels/{place}/{entry.channel_id}/{entry.message_id}"
