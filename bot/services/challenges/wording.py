"""Members' words as they are stored: without what can't be seen or turns text around.

What Discord would read as markup stays; whoever shows the words escapes it.
"""

import unicodedata

from bot.errors import InvalidOption

_JOINERS = "\u200c\u200d"
"""Zero-width, but part of words in some scripts, and of emoji."""


def one_line(words: str) -> str:
    """Returns words with single spaces."""
    return " ".join(_visible(words).split())


def lines(text: str) -> str:
    """Returns a text without blanks at line ends, and with one empty line between stanzas."""
    kept: list[str] = []
    for line in _visible(text).strip().splitlines():
        if line.strip() or (kept and kept[-1]):
            kept.append(line.rstrip())
    return "\n".join(kept)


def bounded(words: str, name: str, longest: int) -> str:
    """Returns words that have letters or digits and a bounded length.

    Args:
        words: As tidied by one of the above.
        name: What they are, to begin a sentence with.
        longest: Characters at most.

    Raises:
        InvalidOption: They are empty or too long.
    """
    if not any(map(str.isalnum, words)):
        raise InvalidOption(f"{name} is empty. Please say it in a few words.")
    if len(words) > longest:
        raise InvalidOption(
            f"{name} has {len(words):,} characters; {longest:,} is the most. Please shorten it."
        )
    return words


def _visible(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(character for character in text if _is_kept(character))


def _is_kept(character: str) -> bool:
    if character in "\n\t" or character in _JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
