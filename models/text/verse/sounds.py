"""How the words of any text sound, be they in the dictionary or not."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from models.text.verse.pronunciation import Pronunciation, english
from models.text.verse.rhyme import Rhyme, rhyme_between

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = re.compile(r"[aeiouy]+|[^aeiouy']")
_BEST_FIRST = (Rhyme.PERFECT, Rhyme.IDENTICAL, Rhyme.SLANT, Rhyme.NONE)


@dataclass(frozen=True)
class WrittenWord:
    """A word of a line.

    Attributes:
        text: As it stands there.
        start: Where in the line.
    """

    text: str
    start: int

    @property
    def name(self) -> str:
        """As the dictionary writes it."""
        plain = unicodedata.normalize("NFKD", self.text.replace("’", "'")).lower()
        return "".join(letter for letter in plain if not unicodedata.combining(letter))


def written_words(line: str) -> list[WrittenWord]:
    """Returns the words of a line in order."""
    return [WrittenWord(found[0], found.start()) for found in _WORD.finditer(line)]


def sounds_of(name: str) -> tuple[Pronunciation, ...]:
    """Returns the ways to say a word, the usual one first.

    A word that the dictionary lacks is taken as it is spelled, with the stress on its first
    syllable: it rhymes with what is spelled alike.

    Args:
        name: As the dictionary writes it.
    """
    return english().readings(name) or (_as_spelled(name),)


def rhyme_of(one: str, other: str) -> Rhyme:
    """Returns the best way in which two words rhyme, as the dictionary writes them."""
    if one == other:
        return Rhyme.IDENTICAL
    kinds = {rhyme_between(a, b) for a in sounds_of(one) for b in sounds_of(other)}
    return next(kind for kind in _BEST_FIRST if kind in kinds)


def _as_spelled(name: str) -> Pronunciation:
    word = name if len(name) < 4 or name.endswith(("le", "ee")) else name.removesuffix("e")
    phones = tuple(_phones(word))
    # "Hmm" is a syllable, too.
    return Pronunciation(phones if any(map(_is_vowel, phones)) else (*phones, "A1"))


def _is_vowel(phone: str) -> bool:
    return phone[-1].isdigit()


def _phones(word: str) -> Iterator[str]:
    stress = "1"
    for found in _LETTERS.finditer(word):
        if found[0][0] in "aeiouy":
            yield found[0].upper() + stress
            stress = "0"
        else:
            yield found[0].upper()
