"""What a challenge must fulfil before it is kept."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from PIL import ImageColor

from bot.errors import InvalidOption
from bot.services.challenges.challenge import ChallengeDraft, Phase
from bot.services.challenges.wording import bounded, lines, one_line
from bot.style.commands import form_named
from models.base import Kind
from models.text.forms.form import Form

LONGEST_TITLE = 100
LONGEST_BRIEF = 1500
LONGEST_WORD = 40
MOST_WORDS = 5
MOST_COLOURS = 8
MOST_ENTRIES_EACH = 5
SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=90)
FARTHEST = timedelta(days=366)
JUST_PASSED = timedelta(minutes=10)
"""A time to open that has passed since the moderator began to write means at once."""


def tidied(draft: ChallengeDraft, own_forms: Iterable[Form]) -> ChallengeDraft:
    """Returns a draft with its words tidied and its form's name as it is written.

    Args:
        draft: As a moderator wrote it.
        own_forms: Those of the server.

    Raises:
        InvalidOption: Something but its times can't be used.
    """
    if not draft.kinds:
        raise InvalidOption("Choose at least one kind of work that can be entered.")
    if not 1 <= draft.entries_each <= MOST_ENTRIES_EACH:
        raise InvalidOption(f"A member can have 1 to {MOST_ENTRIES_EACH} entries.")
    return replace(
        draft,
        title=bounded(one_line(draft.title), "The title", LONGEST_TITLE),
        brief=bounded(lines(draft.brief), "The brief", LONGEST_BRIEF),
        kinds=tuple(kind for kind in Kind if kind in draft.kinds),
        required_words=_words(draft.required_words),
        form=_form(draft, own_forms),
        palette=_palette(draft),
    )


def check_times(draft: ChallengeDraft, now: datetime, phase: Phase = Phase.PLANNED) -> None:
    """Checks when a challenge opens and closes.

    Args:
        draft: The challenge.
        now: What time it is.
        phase: How far it is; times that have passed are not looked at.

    Raises:
        InvalidOption: A time has passed, they are in the wrong order, or too near or far.
    """
    if phase < Phase.OPEN:
        if draft.opens_at < now - JUST_PASSED:
            raise InvalidOption("The time when it opens has passed already.")
        if draft.opens_at > now + FARTHEST:
            raise InvalidOption("It would open more than a year from now. Choose a nearer time.")
    if phase < Phase.VOTING:
        _check_span("Submissions", draft.opens_at, draft.closes_at, "they open", now)
    if phase < Phase.COUNTING:
        _check_span("Voting", draft.closes_at, draft.voting_closes_at, "submissions close", now)


def _check_span(what: str, begin: datetime, end: datetime, begins: str, now: datetime) -> None:
    if end <= begin:
        raise InvalidOption(f"{what} would end before {begins}. Please check the times.")
    if end <= now:
        raise InvalidOption(f"The time when {what.lower()} would end has passed already.")
    if end - max(begin, now) < SHORTEST:
        raise InvalidOption(f"{what} would last less than a minute. Please leave more time.")
    if end - begin > LONGEST:
        raise InvalidOption(f"{what} would last longer than {LONGEST.days} days.")


def _words(words: Iterable[str]) -> tuple[str, ...]:
    tidy = tuple(dict.fromkeys(word for word in map(one_line, words) if word))
    if len(tidy) > MOST_WORDS:
        raise InvalidOption(f"Those are {len(tidy)} required words; {MOST_WORDS} is the most.")
    for word in tidy:
        if len(word) > LONGEST_WORD:
            raise InvalidOption(
                f"The required word “{word[:20]}…” is too long: {LONGEST_WORD} characters at most. "
                "Separate words by commas."
            )
        if not any(map(str.isalnum, word)):
            raise InvalidOption(f"The required word “{word}” has no letters.")
    return tidy


def _form(draft: ChallengeDraft, own_forms: Iterable[Form]) -> str | None:
    if draft.form is None or not draft.form.strip():
        return None
    form = form_named(one_line(draft.form), own_forms)
    if Kind.POEM not in draft.kinds:
        raise InvalidOption("A form is for poems. Allow poems, or leave the form out.")
    return form.name


def _palette(draft: ChallengeDraft) -> tuple[str, ...]:
    colours = tuple(dict.fromkeys(one_line(each).lower() for each in draft.palette if each.strip()))
    if len(colours) > MOST_COLOURS:
        raise InvalidOption(f"Those are {len(colours)} colours; {MOST_COLOURS} is the most.")
    for colour in colours:
        try:
            ImageColor.getrgb(colour)
        except ValueError:
            raise InvalidOption(
                f"I don't know the colour “{colour[:20]}”. Use names as in CSS, such as teal or "
                "gold, or codes such as #2fa39a."
            ) from None
    if colours and Kind.IMAGE not in draft.kinds:
        raise InvalidOption("A palette is for pictures. Allow pictures, or leave the palette out.")
    return colours
