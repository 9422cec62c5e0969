"""The liberties that lines of verse take with their metre."""

from collections.abc import Sequence

_FEET = ("wws", "sww", "ws", "sw")
_NUMBERS = {1: "one weak syllable", 2: "two weak syllables"}


def licences(metre: str, metres: Sequence[str]) -> tuple[str, ...]:
    """Returns what a line does otherwise than the plain metre, in a few words each.

    Args:
        metre: The one that it is in.
        metres: Those that it may be in.
    """
    plain = next((each for foot in _FEET for each in metres if _is_made_of(foot, each)), metre)
    found: list[str] = []
    if metre[0] == "s" and plain[0] == "w" and len(metre) >= len(plain):
        found.append("opens on a strong beat: its first foot is turned round")
    missing = len(plain) - len(metre)
    if missing < 0:
        found.append(f"{_NUMBERS[-missing]} more at the end")
    elif missing:
        where = "end" if plain.startswith(metre) else "beginning"
        found.append(f"{_NUMBERS[missing]} less at the {where}")
    return tuple(found)


def _is_made_of(foot: str, metre: str) -> bool:
    return metre == foot * (len(metre) // len(foot))
