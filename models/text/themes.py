"""Members' words made fit to stand in a prompt."""

import re
import unicodedata

from models.errors import RequestRejected

# Joiners and variation selectors only glue emoji together; a prompt does without.
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SYMBOL_CATEGORIES = frozenset({"So", "Sk"})
_PROMPT_MARKUP = re.compile(r"<\|.*?\|>|[<>{}\[\]|`\\\"“”]")


def fold_words(words: str) -> str:
    """Returns the words on one line, without control characters, markup or role tokens.

    Emoji become their names, which even a small model can write about.
    """
    spaced = " ".join(words.split())
    without_markup = _PROMPT_MARKUP.sub(" ", spaced)
    return " ".join("".join(_readable(character) for character in without_markup).split())


def require_theme(theme: str, max_characters: int) -> str:
    """Returns the theme as it may stand in a prompt.

    Raises:
        RequestRejected: It is too long, or there is nothing in it to write about.
    """
    if len(theme) > max_characters:
        raise RequestRejected(
            f"That theme has {len(theme)} characters; I can take up to {max_characters}. "
            "Please shorten it."
        )
    folded = fold_words(theme)
    if not any(character.isalnum() for character in folded):
        raise RequestRejected("Please give me a theme to write about, in words or emoji.")
    return folded


def _readable(character: str) -> str:
    category = unicodedata.category(character)
    if category in _SYMBOL_CATEGORIES:
        return f" {unicodedata.name(character, '').lower()} "
    if category in _DROPPED_CATEGORIES or "VARIATION SELECTOR" in unicodedata.name(character, ""):
        return ""
    return character
