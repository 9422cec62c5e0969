"""Files that begin as pictures do."""

import zlib
from struct import pack


def png(width: int, height: int, *, length: int = 0) -> bytes:
    """Returns what looks like a PNG file by its first bytes, filled up to a length."""
    header = b"IHDR" + pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    file = b"\x89PNG\r\n\x1a\n" + pack(">I", 13) + header + pack(">I", zlib.crc32(header))
    return file.ljust(length, b"\0")
