"""Turns vector drawings into pixels."""

import io

import numpy as np
import resvg_py
from PIL import Image

# Sizes in millimetres or points mean nothing without it.
_DOTS_PER_INCH = 96
# A speck on a page is not looked at any closer.
_MOST_SIDE = 2048
# Of the longer side, that stays free on either end.
_MARGIN = 0.03
# Less is an empty sheet.
_LEAST_DEVIATION = 4.0


def render(svg: str, side: int) -> np.ndarray | None:
    """Returns a drawing as uint8 (side, side, 4), or None if it can't be rendered.

    The first three channels are its colours over white, the last is its opacity: all can be scaled
    and averaged as they are.
    """
    drawn = _cut_out(svg, 2 * side)
    if drawn is not None and max(drawn.size) < side:
        drawn = _cut_out(svg, min(_MOST_SIDE, 2 * side * side // max(drawn.size)))
    if drawn is None:
        return None
    drawn.thumbnail((side, side), Image.Resampling.BOX)
    canvas = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    canvas.paste(drawn, ((side - drawn.width) // 2, (side - drawn.height) // 2))
    white = Image.new("RGBA", (side, side), "white")
    white.alpha_composite(canvas)
    pixels = np.asarray(white).copy()
    pixels[..., 3] = np.asarray(canvas)[..., 3]
    return pixels if pixels[..., :3].std() > _LEAST_DEVIATION else None


def _cut_out(svg: str, page: int) -> Image.Image | None:
    """Returns what is drawn on a page of that size, with a small margin: it may be a corner."""
    try:
        png = resvg_py.svg_to_bytes(svg_string=svg, width=page, height=page, dpi=_DOTS_PER_INCH)
    except ValueError:
        return None
    drawn = Image.open(io.BytesIO(bytes(png))).convert("RGBA")
    box = drawn.getchannel("A").getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    margin = round(_MARGIN * max(right - left, bottom - top))
    return drawn.crop((left - margin, top - margin, right + margin, bottom + margin))
