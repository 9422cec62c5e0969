"""A text as a square of paper, cut where the paper ends."""

from PIL import Image, ImageDraw

from bot.results_picture.card import PAPER, PAPER_INK
from bot.results_picture.lettering import ELLIPSIS, Style, cleaned, cut, wrap, write

_VERSE = Style(30, PAPER_INK)
_PADDING, _LINE = 22, 39
_MOST_CHARACTERS = 600
"""More than any tile holds, so that a long text takes no time to measure."""


def text_tile(text: str, size: int) -> Image.Image:
    """Returns the beginning of a text in its own lines, the longer ones broken.

    Args:
        text: Empty lines between stanzas are kept.
        size: Of the square, in pixels.
    """
    tile = Image.new("RGBA", (size, size), PAPER)
    canvas = ImageDraw.Draw(tile)
    room = (size - 2 * _PADDING) // _LINE
    lines = _lines(text, size - 2 * _PADDING)
    shown = lines[:room]
    if len(lines) > room:
        shown[-1] = cut(f"{shown[-1]} {ELLIPSIS}", _VERSE, size - 2 * _PADDING)
    for number, line in enumerate(shown, start=1):
        write(canvas, (_PADDING, _PADDING + number * _LINE - 9), line, _VERSE)
    return tile


def _lines(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for line in text[:_MOST_CHARACTERS].strip().splitlines():
        lines += wrap(cleaned(line), _VERSE, width, lines=8) or [""]
    return lines
