"""The chart of the ranking, with how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.judging.ranking import Standing
from bot.results_picture.card import (
    BACKGROUND,
    FAINT,
    INK,
    MARGIN,
    MUTED,
    PLACE_COLOURS,
    WIDTH,
    Card,
)
from bot.results_picture.lettering import Style, cleaned, cut, write

MOST_ROWS = 20

_TOP, _ROW, _FOOT = 236, 66, 130
_NAME_LEFT, _PLOT_LEFT, _PLOT_RIGHT = 138, 468, WIDTH - 190
_BAR, _DOT = 22, 38

_HEADING = Style(50, INK, is_bold=True)
_PLACE = Style(40, INK, is_bold=True)
_NAME = Style(40, INK)
_NOTE = Style(36, MUTED)
_BAR_COLOUR = "#7f86b0"


@dataclass(frozen=True)
class Row:
    """An entry in the ranking, and what it is called: its title or its author's name."""

    standing: Standing
    name: str


def draw_chart(challenge: str, rows: Sequence[Row]) -> bytes:
    """Draws each entry's place as a dot and as a bar the places that the ballots leave possible.

    Takes up to a second: call it in a thread.

    Args:
        challenge: Its title.
        rows: The whole ranking, best first. Beyond the twentieth they are only counted.

    Returns:
        A PNG of 1080 pixels' width, the same each time.
    """
    shown = rows[:MOST_ROWS]
    card = Card(_TOP + _ROW * len(shown) + _FOOT)
    room = WIDTH - 2 * MARGIN
    write(card.canvas, (MARGIN, 88), cut(cleaned(challenge), _HEADING, room), _HEADING)
    write(card.canvas, (MARGIN, 146), f"Ranking of {counted(len(rows))}", _NOTE)
    last = max((row.standing.high_place for row in shown), default=1)
    _draw_axis(card, last, len(shown))
    for number, row in enumerate(shown):
        _draw_row(card, _TOP + _ROW * number, row, last)
    bottom = _TOP + _ROW * len(shown)
    _draw_key(card, bottom + 72, len(rows) - len(shown))
    return card.png()


def counted(entries: int) -> str:
    """Returns how many entries there are, in words."""
    return "1 entry" if entries == 1 else f"{entries} entries"


def _across(place: float, last: int) -> float:
    return _PLOT_LEFT + (_PLOT_RIGHT - _PLOT_LEFT) * (place - 1) / max(1, last - 1)


def ticks(last: int) -> list[int]:
    """Returns the places that are marked from 1 to the last: round ones, six at most."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if last / step < 6)
    return [1, *(place for place in range(step, last + 1, step) if place > 1)]


def _draw_axis(card: Card, last: int, rows: int) -> None:
    bottom = _TOP + _ROW * rows
    for place in ticks(last):
        x = _across(place, last)
        card.canvas.line((x, _TOP - 10, x, bottom), FAINT, 3)
        write(card.canvas, (x, _TOP - 24), str(place), _NOTE, "m")


def _draw_row(card: Card, top: float, row: Row, last: int) -> None:
    standing, middle, baseline = row.standing, top + _ROW / 2, top + _ROW / 2 + 14
    place = f"={standing.place}" if standing.is_tied else str(standing.place)
    write(card.canvas, (_NAME_LEFT - 24, baseline), place, _PLACE, "r")
    name = cut(cleaned(row.name), _NAME, _PLOT_LEFT - _NAME_LEFT - 40)
    write(card.canvas, (_NAME_LEFT, baseline), name, _NAME)
    low, high = _across(standing.low_place, last), _across(standing.high_place, last)
    bar = (low - _BAR / 2, middle - _BAR / 2, high + _BAR / 2, middle + _BAR / 2)
    card.box(bar, _BAR_COLOUR, _BAR / 2)
    _draw_dot(card, _across(standing.place, last), middle, standing.place)
    write(card.canvas, (WIDTH - MARGIN, baseline), span(standing), _NOTE, "r")


def _draw_dot(card: Card, x: float, y: float, place: int) -> None:
    colour = PLACE_COLOURS[place - 1] if place <= len(PLACE_COLOURS) else INK
    for size, fill in ((_DOT, BACKGROUND), (_DOT - 8, colour)):
        card.box((x - size / 2, y - size / 2, x + size / 2, y + size / 2), fill, size / 2)


def span(standing: Standing) -> str:
    """Returns the places that the ballots leave possible, such as 2–7."""
    if standing.low_place == standing.high_place:
        return str(standing.place)
    return f"{standing.low_place}–{standing.high_place}"


def _draw_key(card: Card, baseline: float, others: int) -> None:
    _draw_dot(card, MARGIN + 20, baseline - 12, 4)
    write(card.canvas, (MARGIN + 54, baseline), "place", _NOTE)
    card.box((MARGIN + 190, baseline - 23, MARGIN + 270, baseline - 1), _BAR_COLOUR, _BAR / 2)
    write(card.canvas, (MARGIN + 290, baseline), "could be, by the votes", _NOTE)
    if others > 0:
        write(card.canvas, (WIDTH - MARGIN, baseline), f"and {others} more", _NOTE, "r")
