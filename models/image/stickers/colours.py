"""The colours that the sticker model knows by name."""

import re

COLOURS = {
    "red": (221, 46, 68),
    "orange": (244, 144, 12),
    "yellow": (253, 203, 88),
    "green": (92, 168, 60),
    "teal": (38, 166, 154),
    "blue": (60, 120, 220),
    "purple": (146, 86, 200),
    "pink": (244, 120, 180),
    "brown": (140, 90, 60),
    "black": (40, 42, 48),
    "grey": (140, 146, 152),
    "white": (242, 244, 246),
}
"""Red, green and blue from 0 to 255."""


def colours_in(words: str) -> list[str]:
    """Returns the colours that are named, in order."""
    return [word for word in re.findall(r"[a-z]+", words.lower()) if word in COLOURS]
