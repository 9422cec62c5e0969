"""How lines sound, by the dictionary's own file and none of the project's code."""

import re
from collections.abc import Iterable, Sequence

from tests.models.text.verse.scanning import sounds, stresses, tail

_WORD = re.compile(r"'?[^\W_]+(?:'[^\W_]+)*'?")


def spoken(line: str) -> list[str]:
    """Returns a line's words as the dictionary writes them; figures are words it does not have."""
    found = _WORD.findall(line.casefold().replace("’", "'").replace("‘", "'"))
    return [word if word in sounds() else word.strip("'") for word in found]


def readings(word: str) -> Sequence[str]:
    """Returns the stresses of each pronunciation of a word, such as "010"; none if unknown."""
    return [stresses(phones) for phones in sounds().get(word, ())]


def syllables(line: str) -> int | None:
    """Returns the syllables of a line, each word in its usual pronunciation.

    None if a word is not in the dictionary.
    """
    words = [readings(word) for word in spoken(line)]
    return sum(len(each[0]) for each in words) if all(words) else None


def rhyme(one: str, other: str) -> bool:
    """Whether two lines end on different words that, in some reading, are a perfect rhyme."""
    first, second = (spoken(line)[-1:] for line in (one, other))
    if not first or not second or first == second:
        return False
    tails = ({tail(phones) for phones in sounds().get(word, ())} for [word] in (first, second))
    return bool(set.intersection(*tails))


def beats(metre: str, feet: int) -> tuple[str, ...]:
    """Returns the patterns that a line may be in: "s" is a strong beat and "w" a weak one.

    An iambic line may invert its first foot, an anapaestic one lack its first syllable; both may
    have a weak syllable more at the end.
    """
    match metre:
        case "iambic":
            begins = ("ws" * feet, "sw" + "ws" * (feet - 1))
        case "anapaestic":
            begins = ("wws" * feet, ("wws" * feet)[1:])
        case _:
            raise ValueError(metre)
    return tuple(begin + end for begin in begins for end in ("", "w"))


def is_in_metre(line: str, patterns: Iterable[str]) -> bool:
    """Whether a line, in some reading of its words, is in one of the patterns.

    No primary stress of a longer word may fall on a weak beat, and no unstressed syllable beside
    that stress on a strong one. Words of one syllable go anywhere.
    """
    words = [readings(word) for word in spoken(line)]
    return bool(words) and any(_fills(words, pattern) for pattern in patterns)


def _fills(words: Sequence[Sequence[str]], pattern: str) -> bool:
    places = {0}
    for word in words:
        places = {
            place + len(stress)
            for place in places
            for stress in word
            if _agrees(stress, pattern[place : place + len(stress)])
        }
    return len(pattern) in places


def _agrees(stress: str, part: str) -> bool:
    if len(part) < len(stress):
        return False
    if len(stress) == 1:
        return True
    for place, (mark, beat) in enumerate(zip(stress, part, strict=True)):
        is_beside = "1" in stress[max(0, place - 1) : place + 2]
        if (beat == "w" and mark == "1") or (beat == "s" and mark == "0" and is_beside):
            return False
    return True
