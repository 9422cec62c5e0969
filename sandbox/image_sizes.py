"""Width and height of a picture, read from its first bytes."""

import struct
from typing import NamedTuple

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class ImageSize(NamedTuple):
    """Pixels across and down."""

    width: int
    height: int


def image_size(content: bytes) -> ImageSize | None:
    """Returns the size of a PNG, GIF, JPEG or WebP; None for anything else or broken."""
    try:
        if content.startswith(PNG_SIGNATURE):
            return ImageSize(*struct.unpack_from(">II", content, 16))
        if content[:6] in (b"GIF87a", b"GIF89a"):
            return ImageSize(*struct.unpack_from("<HH", content, 6))
        if content.startswith(b"\xff\xd8"):
            return _jpeg_size(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp_size(content)
    except (struct.error, IndexError):
        return None
    return None


def _jpeg_size(content: bytes) -> ImageSize | None:
    # Segments follow each other; a start-of-frame one (C0 to CF but for three) has the size.
    offset = 2
    while content[offset] == 0xFF:
        marker = content[offset + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", content, offset + 5)
            return ImageSize(width, height)
        (length,) = struct.unpack_from(">H", content, offset + 2)
        offset += 2 + length
    return None


def _webp_size(content: bytes) -> ImageSize | None:
    kind = content[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        return ImageSize(width, int.from_bytes(content[27:30], "little") + 1)
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        return ImageSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return ImageSize(width & 0x3FFF, height & 0x3FFF)
    return None
