"""How a line of Chinese verse is recited."""

from dataclasses import dataclass

from models.text.verse.chinese.characters import han_characters, last_character
from models.text.verse.chinese.pronunciation import readings, readings_in_words, rhyme_groups
from models.text.verse.rhyme import Rhyme


@dataclass(frozen=True)
class Recital:
    """How a line is said.

    Attributes:
        pinyin: Its syllables with their tone marks, spaces between them.
        tones: 平, 仄 or 中 for each.
    """

    pinyin: str
    tones: str


def recite(line: str) -> Recital | None:
    """Returns how a line is said; None if it has no characters, or one of no known sound."""
    characters = han_characters(line)
    if not characters or not all(map(readings, characters)):
        return None
    sounds = readings_in_words(characters)
    return Recital(" ".join(each.pinyin for each in sounds), "".join(each.level for each in sounds))


def rhyme(one: str, other: str) -> Rhyme:
    """Returns how the last characters of two lines rhyme: in 中华新韵, they do or they don't."""
    first, second = last_character(one), last_character(other)
    if first and first == second:
        return Rhyme.IDENTICAL
    if not first or not second:
        return Rhyme.NONE
    shared = set(rhyme_groups(first)).intersection(rhyme_groups(second))
    return Rhyme.PERFECT if shared else Rhyme.NONE
