"""Names of emoji and stickers: made from a prompt, and read as members type them."""

import re
import unicodedata

from bot.errors import InvalidOption

SHORTEST_NAME = 2
LONGEST_EMOJI_NAME = 32
LONGEST_STICKER_NAME = 30
LONGEST_DESCRIPTION = 100
# A family of four in which everybody has a skin colour.
LONGEST_RELATED = 16
_EMOJI_NAME = re.compile(rf"[A-Za-z0-9_]{{{SHORTEST_NAME},{LONGEST_EMOJI_NAME}}}")
_ARTICLES = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_NAMELESS = "picture"
# Each emoji holds a symbol, or is a digit in a key; those newer than Python have no category.
_SYMBOLS = frozenset({"So", "Cn"})
_KEY = "\N{COMBINING ENCLOSING KEYCAP}"
_EMOJI_PRESENTATION = "\N{VARIATION SELECTOR-16}"


def emoji_name_for(prompt: str) -> str:
    """Returns an emoji's name in the words of a prompt, such as red_fox for "A red fox!"."""
    plain = unicodedata.normalize("NFKD", _ARTICLES.sub("", prompt.strip()))
    letters = plain.encode("ascii", "ignore").decode().lower()
    name = _whole_words(re.sub(r"[^a-z0-9]+", "_", letters).strip("_"), LONGEST_EMOJI_NAME, "_")
    return name if len(name) >= SHORTEST_NAME else _NAMELESS


def sticker_name_for(prompt: str) -> str:
    """Returns a sticker's name in the words of a prompt, such as "Red fox" for "a red fox"."""
    words = " ".join(_ARTICLES.sub("", prompt.strip()).split())
    name = _whole_words(words, LONGEST_STICKER_NAME, " ")
    return name[:1].upper() + name[1:] if len(name) >= SHORTEST_NAME else _NAMELESS.capitalize()


def description_for(prompt: str) -> str:
    """Returns a sticker's description: the prompt, as far as there is room for its words."""
    description = _whole_words(" ".join(prompt.split()), LONGEST_DESCRIPTION, " ")
    return description if len(description) >= SHORTEST_NAME else ""


def read_emoji_name(typed: str) -> str:
    """Returns the name without the colons around it.

    Raises:
        InvalidOption: Discord takes no such name.
    """
    name = typed.strip().strip(":")
    if not _EMOJI_NAME.fullmatch(name):
        raise InvalidOption(
            f"An emoji's name has {SHORTEST_NAME} to {LONGEST_EMOJI_NAME} letters from a to z, "
            "digits and underscores, such as `red_fox`."
        )
    return name


def read_sticker_name(typed: str) -> str:
    """Returns the name with single blanks.

    Raises:
        InvalidOption: Discord takes no such name.
    """
    name = " ".join(typed.split())
    if not SHORTEST_NAME <= len(name) <= LONGEST_STICKER_NAME:
        raise InvalidOption(
            f"A sticker's name has {SHORTEST_NAME} to {LONGEST_STICKER_NAME} characters."
        )
    return name


def read_description(typed: str) -> str:
    """Returns what a sticker shows, which may be empty.

    Raises:
        InvalidOption: Discord takes no such description.
    """
    description = " ".join(typed.split())
    if description and not SHORTEST_NAME <= len(description) <= LONGEST_DESCRIPTION:
        raise InvalidOption(
            f"A sticker's description is left out or has {SHORTEST_NAME} to "
            f"{LONGEST_DESCRIPTION} characters."
        )
    return description


def read_related(typed: str) -> str:
    """Returns the emoji by which a sticker is found.

    Raises:
        InvalidOption: It is no emoji that everybody has.
    """
    emoji = typed.strip()
    if len(emoji) > LONGEST_RELATED or not _is_emoji(emoji):
        raise InvalidOption("The related emoji is one that everybody has, such as 🦊.")
    return emoji


def _is_emoji(text: str) -> bool:
    if any(character.isalpha() or character.isspace() for character in text):
        return False
    if _KEY in text or _EMOJI_PRESENTATION in text:
        return True
    return any(unicodedata.category(character) in _SYMBOLS for character in text)


def _whole_words(text: str, limit: int, blank: str) -> str:
    """Returns as many words as fit; of a first one that is too long, its beginning."""
    if len(text) <= limit:
        return text
    kept, _, _ = text[: limit + 1].rpartition(blank)
    return kept or text[:limit]
