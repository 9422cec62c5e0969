"""A palette as a picture: stripes of its colours."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

_STRIPE_PIXELS, _HEIGHT_PIXELS = 120, 160


def palette_png(codes: Sequence[str]) -> bytes:
    """Returns the colours, given as #RRGGBB, side by side as a PNG file."""
    picture = Image.new("RGB", (_STRIPE_PIXELS * len(codes), _HEIGHT_PIXELS))
    draw = ImageDraw.Draw(picture)
    for place, code in enumerate(codes):
        left = place * _STRIPE_PIXELS
        draw.rectangle((left, 0, left + _STRIPE_PIXELS - 1, _HEIGHT_PIXELS), fill=code)
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
