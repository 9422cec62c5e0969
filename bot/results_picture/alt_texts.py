"""What the pictures show, for those who don't see them."""

from collections.abc import Iterable, Sequence

from bot.results_picture.chart import Row, counted, span
from bot.results_picture.lettering import ELLIPSIS, cleaned
from bot.results_picture.ordinals import ordinal
from bot.results_picture.podium import Winner

MOST_CHARACTERS = 1024
"""Discord's limit."""

_MOST_OF_A_NAME = 80
_MOST_OF_A_WORK = 120


def podium_alt_text(challenge: str, winners: Sequence[Winner]) -> str:
    """Returns who stands on the podium, and with what."""
    return _list(f"Podium of “{_short(challenge)}”.", map(_winner, winners))


def chart_alt_text(challenge: str, rows: Sequence[Row]) -> str:
    """Returns the ranking as far as it fits, with the places that the ballots leave possible."""
    head = f"Ranking of {counted(len(rows))} in “{_short(challenge)}”; in brackets, where each"
    return _list(f"{head} could be, by the votes.", map(_row, rows))


def _winner(winner: Winner) -> str:
    place = f"{'Shared ' if winner.is_tied else ''}{ordinal(winner.place)}"
    title = f", “{_short(winner.title)}”" if winner.title else ""
    work = "an image"
    if isinstance(winner.work, str):
        work = f"a text: {_short(winner.work, _MOST_OF_A_WORK).rstrip('.')}"
    return f"{place}: {_short(winner.name)}{title}, {work}."


def _row(row: Row) -> str:
    place = f"{'shared ' if row.standing.is_tied else ''}{ordinal(row.standing.place)}"
    return f"{_short(row.name)}: {place} ({span(row.standing)})."


def _short(text: str, most: int = _MOST_OF_A_NAME) -> str:
    line = cleaned(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + ELLIPSIS


def _list(head: str, items: Iterable[str]) -> str:
    text = head
    for item in items:
        if len(text) + 1 + len(item) + 2 > MOST_CHARACTERS:
            return f"{text} {ELLIPSIS}"
        text = f"{text} {item}"
    return text
