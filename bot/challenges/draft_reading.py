"""What moderators type into the forms of a challenge, read into a draft."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import discord

from bot.code_blocks import code_block, from_code_block
from bot.presenter import COLOUR
from bot.services.challenges.challenge import ChallengeDraft
from bot.services.profiles import words_of
from bot.times import read_time
from models.base import Kind

_NAMES = {
    "title": "Title",
    "opens": "Opens",
    "closes": "Entries close",
    "voting_closes": "Voting closes",
}


@dataclass(frozen=True)
class TypedTexts:
    """Texts and times of a challenge as somebody typed them."""

    title: str = ""
    brief: str = ""
    opens: str = "now"
    closes: str = "in 7 days"
    voting_closes: str = "in 10 days"


def typed_texts(draft: ChallengeDraft, zone: ZoneInfo) -> TypedTexts:
    """Returns what one would type to get a draft."""
    return TypedTexts(
        draft.title,
        draft.brief,
        _typed(draft.opens_at, zone),
        _typed(draft.closes_at, zone),
        _typed(draft.voting_closes_at, zone),
    )


def read_texts(
    typed: TypedTexts, base: ChallengeDraft | None, now: datetime, zone: ZoneInfo
) -> ChallengeDraft:
    """Returns the draft that was typed.

    Args:
        typed: Texts and times.
        base: Where the rules come from; times that were left as they are keep their seconds.
        now: The present.
        zone: The server's clock.

    Raises:
        InvalidOption: A time can't be read.
    """
    base = base or blank_draft(now)
    texts = {"title": " ".join(typed.title.split()), "brief": typed.brief.strip()}
    return replace(
        base,
        **texts,
        opens_at=_time(typed.opens, base.opens_at, now, zone),
        closes_at=_time(typed.closes, base.closes_at, now, zone),
        voting_closes_at=_time(typed.voting_closes, base.voting_closes_at, now, zone),
    )


def blank_draft(now: datetime) -> ChallengeDraft:
    """Returns a draft whose rules are the usual ones."""
    week = timedelta(days=7)
    return ChallengeDraft("", "", tuple(Kind), now, now + week, now + 1.5 * week)


def read_rules(
    base: ChallengeDraft, words: str, form_and_colours: str, is_form: Callable[[str], bool]
) -> ChallengeDraft:
    """Returns the draft with the words it has to name, and its form and colours.

    Args:
        base: All else.
        words: Separated by commas.
        form_and_colours: Separated by commas; what is no form's name is a colour.
        is_form: Whether a form has that name.
    """
    parts = words_of(form_and_colours)
    form = next(filter(is_form, parts), None)
    colours = tuple(part for part in parts if part != form)
    return replace(base, required_words=tuple(words_of(words)), form=form, palette=colours)


def present_refused_texts(typed: TypedTexts) -> discord.Embed:
    """Returns what was typed and can't be used, which `texts_in` reads again."""
    embed = discord.Embed(
        title="That is no challenge yet", description=code_block(typed.brief), colour=COLOUR
    )
    for field, name in _NAMES.items():
        embed.add_field(name=name, value=code_block(getattr(typed, field) or " "), inline=False)
    return embed


def texts_in(embed: discord.Embed) -> TypedTexts | None:
    """Returns what was typed, if `present_refused_texts` shows it."""
    shown = {field.name: from_code_block(field.value or "").strip() for field in embed.fields}
    if not shown.keys() >= set(_NAMES.values()):
        return None
    texts = {field: shown[name] for field, name in _NAMES.items()}
    return TypedTexts(brief=from_code_block(embed.description or ""), **texts)


def _typed(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _time(typed: str, before: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    return before if typed.strip() == _typed(before, zone) else read_time(typed, now, zone)
