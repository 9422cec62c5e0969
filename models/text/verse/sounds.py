"""How the words of any text sound, be they in the dictionary or not."""

import re
import unicodedata
from dataclasses import dataclass

from models.text.verse.pronunciation import Pronunciation, english
from models.text.verse.rhyme import Rhyme, rhyme_between
from models.text.verse.unknown_words import guess

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FOREIGN = re.compile(r"[^a-z']|^'+|'+$")
# For words in other letters than ours.
_ONE_SYLLABLE = Pronunciation(("AH1",))
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
        plain = unicodedata.normalize("NFKD", self.text.replace("’", "'")).casefold()
        return "".join(letter for letter in plain if not unicodedata.combining(letter))


def written_words(line: str) -> list[WrittenWord]:
    """Returns the words of a line in order."""
    return [WrittenWord(found[0], found.start()) for found in _WORD.finditer(line)]


def sounds_of(name: str) -> tuple[Pronunciation, ...]:
    """Returns the ways to say a word, as the dictionary writes it: the usual one first.

    Other than those of `models.text.verse.unknown_words`, they may differ in length: what was
    written need not be right however it is read.
    """
    letters = _FOREIGN.sub("", name)
    return english().readings(name) or (guess(letters) if letters else _ONE_SYLLABLE,)


def rhyme_of(one: str, other: str) -> Rhyme:
    """Returns the best way in which two words rhyme, as the dictionary writes them."""
    if one == other:
        return Rhyme.IDENTICAL
    kinds = {rhyme_between(a, b) for a in sounds_of(one) for b in sounds_of(other)}
    return next(kind for kind in _BEST_FIRST if kind in kinds)
