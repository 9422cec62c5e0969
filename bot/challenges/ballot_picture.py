"""Several entries as one picture, each with its number."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, ImageOps

from models.image.grid import grid, png_bytes

TILE_PIXELS, BAND_PIXELS = 512, 64
"""A picture's place, and the band above it that holds its number: nothing of it is covered."""
_BACKGROUND, _BAND, _NUMBER = "#E9E9EC", "#17181C", "#FFFFFF"


def ballot_png(pictures: Sequence[tuple[int, bytes]]) -> bytes:
    """Returns encoded pictures, each below its number, two a row, as a PNG file.

    Nothing of the files but their pixels is kept.
    """
    return png_bytes(grid([_tile(number, encoded) for number, encoded in pictures]))


def _tile(number: int, encoded: bytes) -> Image.Image:
    tile = Image.new("RGB", (TILE_PIXELS, BAND_PIXELS + TILE_PIXELS), _BACKGROUND)
    with Image.open(BytesIO(encoded)) as picture:
        shown = ImageOps.contain(picture.convert("RGBA"), (TILE_PIXELS, TILE_PIXELS))
    left, top = (TILE_PIXELS - shown.width) // 2, (TILE_PIXELS - shown.height) // 2
    tile.paste(shown, (left, BAND_PIXELS + top), shown)
    draw = ImageDraw.Draw(tile)
    draw.rectangle((0, 0, TILE_PIXELS, BAND_PIXELS - 1), fill=_BAND)
    font = ImageFont.load_default(BAND_PIXELS * 0.75)
    centre = (TILE_PIXELS / 2, BAND_PIXELS / 2)
    draw.text(centre, str(number), fill=_NUMBER, font=font, anchor="mm")
    return tile
