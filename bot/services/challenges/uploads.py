"""Uploads: looked at with distrust, and kept only as what was seen in them."""

import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from bot.errors import EntryRefused

LARGEST_MEGABYTES = 20
MOST_MEGAPIXELS = 50
SMALLEST_SIDE = 32
LONGEST_SIDE = 1600
"""Larger pictures are scaled down; on Discord nobody sees more."""

# Pillow knows others too, some of which start programs.
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, struct.error)
_QUALITY = 90


@dataclass(frozen=True)
class EncodedPicture:
    """A picture as it is kept: upright, without anything that the file said beside it."""

    webp: bytes
    width: int
    height: int


def encoded_anew(upload: bytes) -> EncodedPicture:
    """Returns the picture in a file, of an animation the first; takes time.

    Raises:
        EntryRefused: It is too large, too small, or none that can be read.
    """
    if len(upload) > LARGEST_MEGABYTES * 2**20:
        raise EntryRefused(f"That file is larger than {LARGEST_MEGABYTES} MB. Send a smaller one.")
    try:
        with Image.open(BytesIO(upload), formats=_FORMATS) as opened:
            _check_size(*opened.size)
            return _encoded(opened)
    except (*_UNREADABLE, Image.DecompressionBombError):
        raise EntryRefused(
            "I can't read that file. Send a picture as PNG, JPEG, WebP or GIF."
        ) from None


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_MEGAPIXELS * 1_000_000:
        raise EntryRefused(
            f"That picture has {width} × {height} pixels; {MOST_MEGAPIXELS} million is the most. "
            "Send a smaller one."
        )
    if min(width, height) < SMALLEST_SIDE:
        raise EntryRefused(f"That picture is smaller than {SMALLEST_SIDE} pixels; it would vanish.")


def _encoded(opened: Image.Image) -> EncodedPicture:
    mode = "RGBA" if opened.has_transparency_data else "RGB"
    # Scaled down first where that goes: large pictures take hundreds of megabytes.
    picture = opened if opened.mode in {"RGB", "RGBA"} else opened.convert(mode)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture = ImageOps.exif_transpose(picture).convert(mode)
    file = BytesIO()
    picture.save(file, "WEBP", quality=_QUALITY, exif=b"", icc_profile=b"", xmp=b"")
    return EncodedPicture(file.getvalue(), picture.width, picture.height)
