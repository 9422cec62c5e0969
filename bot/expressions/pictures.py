"""Pictures of works made small, as Discord takes emoji and stickers."""

import math
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

from models.image.grid import png_bytes

_Colours: TypeAlias = npt.NDArray[np.float64]
_Flags: TypeAlias = npt.NDArray[np.bool_]
_Box: TypeAlias = tuple[int, int, int, int]

_MARGIN = 1 / 24
# Specks that an emoji is too small to show are not looked for.
_CELLS = 64
_TOLERANCE = 24
_GROUND_SHARE = 0.8
_CLEAR = (0, 0, 0, 0)
_COLOURS = 256


@dataclass(frozen=True)
class ExpressionFormat:
    """What Discord asks of a file: a square PNG.

    Attributes:
        side: Pixels.
        most_bytes: Discord counts 1024 bytes a kilobyte; these are a thousand.
    """

    side: int
    most_bytes: int


EMOJI = ExpressionFormat(128, 256_000)
STICKER = ExpressionFormat(320, 512_000)


def expression_png(png: bytes, wanted: ExpressionFormat) -> bytes:
    """Returns a picture as a PNG file in a format, which the drawing fills but for a small margin.

    What is of one colour all around the drawing, or transparent, is cut away and stays the ground.
    A picture without such a ground is only scaled. Takes time.
    """
    picture = Image.open(BytesIO(png)).convert("RGBA")
    side = (wanted.side, wanted.side)
    square = _square(picture).resize(side, Image.Resampling.LANCZOS)
    if square.getchannel("A").getextrema() == (255, 255):
        square = square.convert("RGB")
    return _within(square, wanted.most_bytes)


def _within(picture: Image.Image, most_bytes: int) -> bytes:
    """Returns a PNG file of so many bytes at most, in fewer colours if need be."""
    png = png_bytes(picture)
    if len(png) <= most_bytes:
        return png
    # A byte a pixel at most.
    return png_bytes(picture.quantize(_COLOURS, Image.Quantize.FASTOCTREE))


def _square(picture: Image.Image) -> Image.Image:
    """Returns the square with the drawing in its middle, as far as the picture reaches."""
    ground = _ground(picture)
    left, top, right, bottom = _drawing_box(picture, ground)
    longest = max(right - left, bottom - top)
    side = min(round(longest * (1 + 2 * _MARGIN)), max(picture.size))
    x = _start((left + right - side) // 2, side, picture.width)
    y = _start((top + bottom - side) // 2, side, picture.height)
    beyond = _CLEAR if ground is None else tuple(int(value) for value in ground)
    square = Image.new("RGBA", (side, side), beyond)
    square.paste(picture, (-x, -y))
    return square


def _start(wanted: int, side: int, length: int) -> int:
    """Returns where a square begins that leaves the picture only where it must."""
    if side > length:
        return (length - side) // 2
    return min(max(wanted, 0), length - side)


def _ground(picture: Image.Image) -> _Colours | None:
    """Returns the colour that nearly all of the picture's edge has; None if there is none."""
    cells = _cells(picture)
    edge = np.concatenate([cells[0], cells[-1], cells[1:-1, 0], cells[1:-1, -1]])
    ground = np.median(edge, axis=0)
    return ground if _differs(edge, ground).mean() <= 1 - _GROUND_SHARE else None


def _drawing_box(picture: Image.Image, ground: _Colours | None) -> _Box:
    """Returns the part of the picture that is not all ground: left, top, right and bottom."""
    box = (0, 0, *picture.size)
    if ground is None:
        return box
    # A small drawing is looked at again, closely.
    for _ in range(2):
        cells = _cells(picture.crop(box))
        is_drawn = _differs(cells, ground)
        if not is_drawn.any():
            return box
        left, top, right, bottom = box
        height, width = is_drawn.shape
        x = _reach(np.flatnonzero(is_drawn.any(axis=0)), (right - left) / width)
        y = _reach(np.flatnonzero(is_drawn.any(axis=1)), (bottom - top) / height)
        box = left + x[0], top + y[0], left + x[1], top + y[1]
    return box


def _cells(picture: Image.Image) -> _Colours:
    """Returns the colours of the picture in few cells; what is transparent has none."""
    size = min(picture.width, _CELLS), min(picture.height, _CELLS)
    cells = np.asarray(picture.resize(size, Image.Resampling.BOX)).astype(np.float64)
    cells[..., :3] *= cells[..., 3:] / 255
    return cells


def _differs(cells: _Colours, ground: _Colours) -> _Flags:
    """Returns of each cell whether it is of another colour than the ground."""
    return np.abs(cells - ground).max(axis=-1) > _TOLERANCE


def _reach(drawn: npt.NDArray[np.intp], pixels: float) -> tuple[int, int]:
    """Returns from where to where the cells reach that are drawn on, each so many pixels long."""
    return int(drawn[0] * pixels), math.ceil((drawn[-1] + 1) * pixels)
