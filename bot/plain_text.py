"""What people wrote, shown as it is, wherever Discord reads markdown."""

import re

# Anywhere: emphasis, code, spoilers, mentions, times, emoji, links. At a line's start: lists.
_MARKUP = re.compile(r"[\\*_~`|<>@#:\[\]]|^\s*-|^\s*\d+\.", re.MULTILINE)
_ESCAPE = re.compile(r"\\([^A-Za-z0-9\s])")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def plain(text: str) -> str:
    """Returns the text so that it mentions nobody, links nowhere and has no format of its own."""
    return _MARKUP.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", without_tricks(text))


def plain_line(text: str) -> str:
    """Returns the text like `plain`, all in one line."""
    return plain(one_line(text))


def one_line(text: str) -> str:
    """Returns the text in one line and without tricks, for where no markdown is read."""
    return " ".join(without_tricks(text).split())


def from_plain(text: str) -> str:
    """Returns the text that `plain` has made safe."""
    return _ESCAPE.sub(r"\1", text)


def without_tricks(text: str) -> str:
    """Returns the text without invisible characters, and those that turn its direction."""
    return _INVISIBLE.sub("", text)
