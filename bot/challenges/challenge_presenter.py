"""How challenges become embeds, and how drafts are read back from those."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import discord

from bot.database.challenge_choices import Making
from bot.plain_text import from_plain, one_line, plain, plain_line
from bot.presenter import COLOUR, TITLE_LIMIT, cut, cut_at_line_end
from bot.services.challenges.challenge import Challenge, ChallengeDraft, Phase
from models.base import Kind

KINDS = {Kind.POEM: "poems", Kind.LYRICS: "lyrics", Kind.IMAGE: "pictures"}
MAKINGS = {
    Making.BOTH: "by hand or with the bot",
    Making.HUMAN: "by hand",
    Making.AI: "with the bot",
}
AUTHORS = {True: "hidden until the results", False: "shown"}
PHASES = {
    Phase.PLANNED: "not open yet",
    Phase.OPEN: "open for entries",
    Phase.VOTING: "voting",
    Phase.COUNTING: "being counted",
    Phase.PUBLISHED: "over",
    Phase.CANCELLED: "cancelled",
}
_OPENS, _CLOSES, _VOTING_CLOSES = "Opens", "Entries close", "Voting closes"
_KINDS, _MAKING, _EACH, _AUTHORS = "Takes", "Made", "Entries a member", "Authors"
_WORDS, _FORM, _PALETTE = "Has to name", "Form of poems", "Colours of pictures"
_FIELD_LIMIT, _NAME_LIMIT, _THREAD_LIMIT, _LISTED_TITLE = 1024, 100, 100, 60
_NO_CHALLENGES = "There are no challenges now. Those who run this server begin one with "


def present_draft(draft: ChallengeDraft) -> discord.Embed:
    """Returns all that a challenge asks for, which `draft_in` reads again."""
    embed = discord.Embed(
        title=cut(plain_line(draft.title), TITLE_LIMIT),
        description=plain(draft.brief),
        colour=COLOUR,
    )
    times = {
        _OPENS: draft.opens_at,
        _CLOSES: draft.closes_at,
        _VOTING_CLOSES: draft.voting_closes_at,
    }
    for name, at in times.items():
        embed.add_field(name=name, value=_moment(at))
    rows = {
        _KINDS: ", ".join(KINDS[kind] for kind in draft.kinds),
        _MAKING: MAKINGS[draft.making],
        _EACH: str(draft.entries_each),
        _AUTHORS: AUTHORS[draft.is_blind],
        _WORDS: plain_line(", ".join(draft.required_words)),
        _FORM: plain_line(draft.form or ""),
        _PALETTE: plain_line(", ".join(draft.palette)),
    }
    for name, value in rows.items():
        if value:
            embed.add_field(name=name, value=cut(value, _FIELD_LIMIT))
    return embed


def draft_in(embed: discord.Embed) -> ChallengeDraft:
    """Returns the draft that `present_draft` shows."""
    fields = {str(field.name): field.value or "" for field in embed.fields}
    return ChallengeDraft(
        title=from_plain(embed.title or ""),
        brief=from_plain(embed.description or ""),
        kinds=tuple(key_of(KINDS, name) for name in fields[_KINDS].split(", ")),
        opens_at=_moment_in(fields[_OPENS]),
        closes_at=_moment_in(fields[_CLOSES]),
        voting_closes_at=_moment_in(fields[_VOTING_CLOSES]),
        required_words=_listed(fields.get(_WORDS)),
        form=from_plain(fields[_FORM]) if _FORM in fields else None,
        palette=_listed(fields.get(_PALETTE)),
        entries_each=int(fields[_EACH]),
        making=key_of(MAKINGS, fields[_MAKING]),
        is_blind=key_of(AUTHORS, fields[_AUTHORS]),
    )


def present_challenge(challenge: Challenge) -> discord.Embed:
    """Returns a challenge with how far it is."""
    embed = present_draft(challenge.draft)
    embed.add_field(name="By", value=f"<@{challenge.author_id}>")
    entries = f" · {_count(challenge.entry_count, 'entry', 'entries')}"
    embed.set_footer(text=f"{PHASES[challenge.phase]}{entries if challenge.entry_count else ''}")
    if challenge.cancelled_reason:
        embed.add_field(
            name="Cancelled", value=cut(plain(challenge.cancelled_reason), _FIELD_LIMIT)
        )
    return embed


def present_challenges(challenges: list[Challenge]) -> discord.Embed:
    """Returns the challenges that a server has now."""
    embed = discord.Embed(title="Challenges", colour=COLOUR)
    lines = [_line(challenge) for challenge in challenges]
    embed.description = (
        cut_at_line_end("\n".join(lines), 4000) or f"{_NO_CHALLENGES}`/challenge create`."
    )
    return embed


def present_archive(challenges: list[Challenge]) -> discord.Embed:
    """Returns the challenges of a server that are over."""
    embed = discord.Embed(title="Past challenges", colour=COLOUR)
    lines = [_line(challenge) for challenge in challenges]
    embed.description = cut_at_line_end("\n".join(lines), 4000) or "None yet."
    return embed


def label_of(challenge: Challenge) -> str:
    """Returns a challenge in a few words, for menus."""
    return cut(f"{one_line(challenge.draft.title)} ({PHASES[challenge.phase]})", _NAME_LIMIT)


def thread_name_of(challenge: Challenge) -> str:
    """Returns the name of a challenge's thread."""
    return cut(one_line(challenge.draft.title), _THREAD_LIMIT)


def key_of(names: Mapping[Any, str], name: str) -> Any:
    """Returns what has that name.

    Raises:
        KeyError: Nothing has.
    """
    return {value: key for key, value in names.items()}[name]


def next_deadline(challenge: Challenge) -> tuple[str, datetime] | None:
    """Returns what happens next in a challenge, and when; None if it is over."""
    draft = challenge.draft
    return {
        Phase.PLANNED: ("opens", draft.opens_at),
        Phase.OPEN: ("entries close", draft.closes_at),
        Phase.VOTING: ("voting closes", draft.voting_closes_at),
    }.get(challenge.phase)


def _line(challenge: Challenge) -> str:
    title = plain_line(cut(one_line(challenge.draft.title), _LISTED_TITLE))
    parts = [f"**{title}**", PHASES[challenge.phase]]
    deadline = next_deadline(challenge)
    if deadline is not None:
        parts.append(f"{deadline[0]} {discord.utils.format_dt(deadline[1], 'R')}")
    elif challenge.phase is Phase.PUBLISHED:
        parts.append(discord.utils.format_dt(challenge.draft.voting_closes_at, "D"))
    if challenge.entry_count:
        parts.append(_count(challenge.entry_count, "entry", "entries"))
    if challenge.thread_id is not None:
        parts.append(f"<#{challenge.thread_id}>")
    return " · ".join(parts)


def _moment(at: datetime) -> str:
    seconds = int(at.timestamp())
    return f"<t:{seconds}:F> (<t:{seconds}:R>)"


def _moment_in(text: str) -> datetime:
    return datetime.fromtimestamp(int(text.split(":")[1]), UTC)


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(from_plain(text).split(", ")) if text else ()


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
