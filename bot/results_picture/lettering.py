"""Text on a picture: measured, cut, wrapped and drawn in as many fonts as it needs."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category, normalize

from PIL import ImageDraw

from bot.results_picture.fonts import (
    BOLD,
    REGULAR,
    ZERO_WIDTH_JOINER,
    Run,
    clusters,
    face_of,
    faces,
    runs,
    sized,
)

ELLIPSIS = "…"

_MOST_MARKS = 2
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_PIECES = re.compile(rf"[{_WIDE}]|[^\s{_WIDE}]+")
"""What a line may not break within: a word, or a character of a script without spaces."""


@dataclass(frozen=True)
class Style:
    """How text looks: its size in pixels, its colour, and whether it is bold."""

    size: int
    colour: str
    is_bold: bool = False

    @property
    def weight(self) -> int:
        return BOLD if self.is_bold else REGULAR


def cleaned(text: str) -> str:
    """Returns text on one line, without what is invisible, turns the direction or piles up marks.

    Ornamental letters that no font has become plain ones.
    """
    kept = [_cleaned(cluster) for cluster in clusters(normalize("NFC", " ".join(text.split())))]
    return "".join(kept).strip(f"{ZERO_WIDTH_JOINER} ")


def _cleaned(cluster: str) -> str:
    visible = [each for each in cluster if category(each)[0] != "C" or each == ZERO_WIDTH_JOINER]
    if sum(category(each) in {"Mn", "Me"} for each in visible) > _MOST_MARKS:
        visible = visible[: 1 + _MOST_MARKS]
    shown = "".join(visible)
    return shown if face_of(shown) else normalize("NFKC", shown)


def width(text: str, style: Style) -> float:
    """Returns how many pixels wide the text is when drawn."""
    return sum(_length(run, style) for run in _drawable(text))


def cut(text: str, style: Style, most: float) -> str:
    """Returns the text as far as it fits into so many pixels, with an ellipsis if it is cut."""
    if width(text, style) <= most:
        return text
    kept = clusters(text)
    shown = bisect_left(
        range(1, len(kept)), 1, key=lambda count: width(_shortened(kept[:count]), style) > most
    )
    return _shortened(kept[:shown])


def _shortened(kept: Sequence[str]) -> str:
    return "".join(kept).rstrip() + ELLIPSIS


def wrap(text: str, style: Style, most: float, lines: int) -> list[str]:
    """Breaks text into lines of so many pixels; the last of them is cut if there is more."""
    wrapped: list[str] = []
    for piece, space in _pieces(text, style, most):
        longer = wrapped[-1] + space + piece if wrapped else piece
        if wrapped and width(longer, style) <= most:
            wrapped[-1] = longer
        elif len(wrapped) < lines:
            wrapped.append(piece)
        else:
            wrapped[-1] = cut(longer, style, most)
            break
    return wrapped


def write(
    canvas: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    style: Style,
    anchor: str = "l",
) -> None:
    """Draws a line of text.

    Args:
        canvas: To draw on.
        place: Of the baseline, at its left end, middle or right end.
        text: What no font has of it is drawn as an ellipsis.
        style: Its look.
        anchor: Which point of the baseline is given: l, m or r.
    """
    left, baseline = place
    left -= {"l": 0, "m": 0.5, "r": 1}[anchor] * width(text, style)
    for run in _drawable(text):
        font = sized(run.face or faces()[0], style.size, style.weight)
        canvas.text((left, baseline), run.text, fill=style.colour, font=font, anchor="ls")
        left += _length(run, style)


def _drawable(text: str) -> Iterator[Run]:
    for run in runs(text):
        yield run if run.face else Run(ELLIPSIS, faces()[0])


def _length(run: Run, style: Style) -> float:
    return sized(run.face or faces()[0], style.size, style.weight).getlength(run.text)


def _pieces(text: str, style: Style, most: float) -> Iterator[tuple[str, str]]:
    """Yields what a line may not break within, and the space before it, if any."""
    for found in _PIECES.finditer(text):
        space = " " if text[found.start() - 1 : found.start()].isspace() else ""
        if width(found.group(), style) <= most:
            yield found.group(), space
        else:
            parts = clusters(found.group())
            yield from zip(parts, [space, *[""] * len(parts)], strict=False)
