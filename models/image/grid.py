"""Several pictures in one."""

import io
import math
from collections.abc import Sequence

from PIL import Image

_GAP = 8


def grid(images: Sequence[Image.Image]) -> Image.Image:
    """Returns the pictures side by side, two a row, on white; all must be of one size."""
    width, height = images[0].size
    columns = min(2, len(images))
    rows = math.ceil(len(images) / columns)
    canvas = Image.new(
        "RGB", (columns * (width + _GAP) - _GAP, rows * (height + _GAP) - _GAP), "white"
    )
    for index, image in enumerate(images):
        row, column = divmod(index, columns)
        canvas.paste(image, (column * (width + _GAP), row * (height + _GAP)))
    return canvas


def png_bytes(image: Image.Image) -> bytes:
    """Returns the picture as a PNG file."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
