"""Han characters in a line."""

import re

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def is_han(text: str) -> bool:
    """Returns whether a text is of Han characters alone; an empty one is not."""
    return bool(text) and all(map(_HAN.fullmatch, text))


def han_characters(line: str) -> str:
    """Returns a line's Han characters, without punctuation or anything else."""
    return "".join(_HAN.findall(line))


def last_character(line: str) -> str:
    """Returns the Han character that a line ends on, but for punctuation; nothing if none does."""
    last = next((each for each in reversed(line) if each.isalnum()), "")
    return last if is_han(last) else ""
