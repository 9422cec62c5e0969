"""Pictures of works made small, as Discord takes emoji and stickers."""

from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

from models.image.grid import png_bytes

_Colours: TypeAlias = npt.NDArray[np.float64]
_Flags: TypeAlias = npt.NDArray[np.bool_]

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
    ground, box = _ground_and_drawing(picture)
    left, top, right, bottom = box
    longest = max(right - left, bottom - top)
    side = min(round(longest * (1 + 2 * _MARGIN)), max(picture.size))
    x = _start((left + right - side) // 2, side, picture.width)
    y = _start((top + bottom - side) // 2, side, picture.height)
    square = Image.new("RGBA", (side, side), ground)
    square.paste(picture, (-x, -y))
    return square


def _start(wanted: int, side: int, length: int) -> int:
    """Returns where a square begins that leaves the picture only where it must."""
    if side > length:
        return (length - side) // 2
    return min(max(wanted, 0), length - side)


def _ground_and_drawing(
    picture: Image.Image,
) -> tuple[tuple[int, ...], tuple[int, int, int, int]]:
    """Returns the colour around the drawing, and the box of the drawing in pixels.

    Where there is no such colour, the box is all of the picture, and what is beyond it is clear.
    """
    everything = (0, 0, *picture.size)
    size = tuple(min(length, _CELLS) for length in picture.size)
    coarse = picture.resize((size[0], size[1]), Image.Resampling.BOX)
    cells = np.asarray(coarse).astype(np.float64)
    # What is transparent has no colour.
    cells[..., :3] *= cells[..., 3:] / 255
    edge = np.concatenate([cells[0], cells[-1], cells[1:-1, 0], cells[1:-1, -1]])
    ground = np.median(edge, axis=0)
    is_drawn = _differs(cells, ground)
    if _differs(edge, ground).mean() > 1 - _GROUND_SHARE or not is_drawn.any():
        return _CLEAR, everything
    across, down = picture.width / coarse.width, picture.height / coarse.height
    left, right = _reach(np.flatnonzero(is_drawn.any(axis=0)), across)
    top, bottom = _reach(np.flatnonzero(is_drawn.any(axis=1)), down)
    return tuple(int(value) for value in ground), (left, top, right, bottom)


def _differs(cells: _Colours, ground: _Colours) -> _Flags:
    """Returns of each cell whether it is of another colour than the ground."""
    return np.abs(cells - ground).max(axis=-1) > _TOLERANCE


def _reach(drawn: npt.NDArray[np.intp], pixels: float) -> tuple[int, int]:
    """Returns from where to where the cells reach that are drawn on, each so many pixels long."""
    return int(drawn[0] * pixels), int(np.ceil((drawn[-1] + 1) * pixels))
