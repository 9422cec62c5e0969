"""The picture of the podium."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageOps

from bot.results_picture.card import (
    DARK_INK,
    INK,
    MARGIN,
    MUTED,
    PAPER,
    PLACE_COLOURS,
    WIDTH,
    Card,
)
from bot.results_picture.lettering import Style, cleaned, cut, wrap, write
from bot.results_picture.ordinals import ordinal
from bot.results_picture.text_tile import text_tile

STEPS = 3

_GAP = 20
_COLUMN = (WIDTH - 2 * MARGIN - 2 * _GAP) // 3
_TOP, _BLOCK, _STEP = 132, 262, 64
_HEIGHT = _TOP + 2 * _STEP + _COLUMN + _BLOCK + MARGIN
_PADDING = 22

_HEADING = Style(50, INK, is_bold=True)
_NOTE = Style(36, MUTED)
_PLACE = Style(76, DARK_INK, is_bold=True)
_SHARED = Style(36, DARK_INK)
_NAME = Style(42, DARK_INK, is_bold=True)
_TITLE = Style(36, DARK_INK)


@dataclass(frozen=True)
class Winner:
    """An entry on the podium.

    Attributes:
        place: From 1.
        is_tied: Whether others share the place.
        name: Its author's, as members write it.
        title: Its own; empty if it has none.
        work: An image file that Pillow can read, or the text.
    """

    place: int
    is_tied: bool
    name: str
    title: str
    work: bytes | str


def draw_podium(challenge: str, winners: Sequence[Winner]) -> bytes:
    """Draws the first three entries on steps as high as their places.

    Takes up to a second: call it in a thread.

    Args:
        challenge: Its title.
        winners: All of the places to show, best first. Beyond the third they are only counted.

    Returns:
        A PNG of 1080 pixels' width, the same each time.

    Raises:
        OSError: An image can't be read.
    """
    card = Card(_HEIGHT)
    others = len(winners) - STEPS
    note = f"and {others} more" if others > 0 else ""
    room = WIDTH - 2 * MARGIN - (220 if note else 0)
    write(card.canvas, (MARGIN, 88), cut(cleaned(challenge), _HEADING, room), _HEADING)
    write(card.canvas, (WIDTH - MARGIN, 88), note, _NOTE, "r")
    shown = winners[:STEPS]
    for column, winner in zip(_columns(len(shown)), shown, strict=True):
        _draw_step(card, MARGIN + column * (_COLUMN + _GAP), winner)
    return card.png()


def _columns(winners: int) -> Sequence[float]:
    """Returns where the winners stand: the first in the middle, the second on its left."""
    return {0: (), 1: (1,), 2: (1.5, 0.5)}.get(winners, (1, 0, 2))


def _draw_step(card: Card, left: float, winner: Winner) -> None:
    step = min(winner.place, STEPS)
    top = _TOP + (step - 1) * _STEP + _COLUMN
    card.image.paste(_tile(winner.work), (round(left), top - _COLUMN))
    card.box((left, top, left + _COLUMN, _HEIGHT - MARGIN), PLACE_COLOURS[step - 1], 0)
    left, right, room = left + _PADDING, left + _COLUMN - _PADDING, _COLUMN - 2 * _PADDING
    write(card.canvas, (left, top + 78), ordinal(winner.place), _PLACE)
    if winner.is_tied:
        write(card.canvas, (right, top + 78), "shared", _SHARED, "r")
    baseline = top + 138
    for line in wrap(cleaned(winner.name), _NAME, room, 2):
        write(card.canvas, (left, baseline), line, _NAME)
        baseline += 50
    title = cut(cleaned(winner.title), _TITLE, room)
    write(card.canvas, (left, baseline), title, _TITLE)


def _tile(work: bytes | str) -> Image.Image:
    return text_tile(work, _COLUMN) if isinstance(work, str) else _whole_image(work)


def _whole_image(work: bytes) -> Image.Image:
    """Returns an image uncut, with paper where it is no square."""
    tile = Image.new("RGBA", (_COLUMN, _COLUMN), PAPER)
    with Image.open(io.BytesIO(work)) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGBA")
    scale = _COLUMN / max(image.size)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    image = image.resize(size, Image.Resampling.LANCZOS)
    corner = (_COLUMN - image.width) // 2, (_COLUMN - image.height) // 2
    tile.alpha_composite(image, corner)
    return tile
