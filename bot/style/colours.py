"""Colours by name: how members list them, and what they look like in a menu."""

import re
from collections.abc import Iterable

SWATCHES = {
    "red": "🟥",
    "orange": "🟧",
    "yellow": "🟨",
    "green": "🟩",
    "teal": "🩵",
    "blue": "🟦",
    "purple": "🟪",
    "pink": "🩷",
    "brown": "🟫",
    "black": "⬛",
    "grey": "🩶",
    "white": "⬜",
    "gold": "🟡",
}
"""Emoji for the colours that have one."""

_BETWEEN = re.compile(r"\s*(?:,|\+|&|\band\b)\s*", re.IGNORECASE)


def colours_of(words: str) -> tuple[str, ...]:
    """Returns the colours in a list such as "Teal, gold and red", each once, in small letters."""
    named = (" ".join(each.lower().split()) for each in _BETWEEN.split(words))
    return tuple(dict.fromkeys(each for each in named if each))


def swatches(colours: Iterable[str]) -> str:
    """Returns the emoji of the colours that have one, side by side."""
    return "".join(SWATCHES.get(colour, "") for colour in colours)
