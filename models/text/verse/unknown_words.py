"""How words sound that the dictionary lacks."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from models.text.verse.graphone_trie import english_graphones
from models.text.verse.letters_to_sounds import LettersToSounds
from models.text.verse.pronunciation import PronouncingDictionary, Pronunciation, english
from models.text.verse.word_parts import (
    Phones,
    compound,
    inflected,
    takes_short_form,
    with_short_form,
)

_REMEMBERED = 10_000
# How many nats likelier than by its letters alone a word is to be known ones put together, and
# what a compound's letters count for: long words are seldom two others by chance.
_FOR_INFLECTION = 2.0
_FOR_LETTER = 1.0
_LETTERS_BY_CHANCE = 6

_DRAWN_OUT = re.compile(r"(.)\1{2,}")
# Without vowels; where letters are doubled, as in "psst", they are a noise.
_IS_SPELLED = re.compile(r"(?!.*(.)\1)[^aeiouy]+|(.)\2*")
_NAMES_OF_LETTERS = {
    "a": "EY1", "b": "B IY1", "c": "S IY1", "d": "D IY1", "e": "IY1", "f": "EH1 F",
    "g": "JH IY1", "h": "EY1 CH", "i": "AY1", "j": "JH EY1", "k": "K EY1", "l": "EH1 L",
    "m": "EH1 M", "n": "EH1 N", "o": "OW1", "p": "P IY1", "q": "K Y UW1", "r": "AA1 R",
    "s": "EH1 S", "t": "T IY1", "u": "Y UW1", "v": "V IY1", "w": "D AH1 B AH0 L Y UW0",
    "x": "EH1 K S", "y": "W AY1", "z": "Z IY1",
}  # fmt: skip


class _Proposal(NamedTuple):
    phones: Phones
    credit: float


class UnknownWords:
    """Guesses by the parts of words and by their letters.

    Known words that a word may be made of propose how it sounds, and the letters judge: with them,
    "moonwashed" is "moon" and "washed", and "abashed" is not "ab" and "ashed".

    Args:
        dictionary: The words that are known.
        letters: How letters sound.
    """

    def __init__(self, dictionary: PronouncingDictionary, letters: LettersToSounds) -> None:
        self._dictionary = dictionary
        self._letters = letters

    def guess(self, word: str) -> Pronunciation:
        """Returns how a word probably sounds that is not in the dictionary.

        Args:
            word: In lower case, as `spoken_words` returns it; of letters from a to z.
        """
        return Pronunciation(self._phones(word))

    def _phones(self, word: str) -> Phones:
        stem, _, ending = word.rpartition("'")
        if stem and takes_short_form(ending):
            known = self._known(stem)
            return with_short_form(known[0] if known else self._phones(stem), ending)
        letters = word.replace("'", "")
        if drawn_out := self._drawn_out(letters):
            return drawn_out
        if _IS_SPELLED.fullmatch(letters):
            return _spelled(letters)
        return self._most_credible(letters) or _spelled(letters)

    def _known(self, word: str) -> list[Phones]:
        return [each.phones for each in self._dictionary.pronunciations(word)]

    def _drawn_out(self, letters: str) -> Phones:
        """Returns the sounds of words such as "zoooom" and "nooo"; none if it is no such word."""
        for shorter in (_DRAWN_OUT.sub(r"\1\1", letters), _DRAWN_OUT.sub(r"\1", letters)):
            if shorter != letters and (known := self._known(shorter)):
                return known[0]
        return ()

    def _most_credible(self, letters: str) -> Phones:
        read = self._letters.read(letters)
        proposals = list(self._of_parts(letters))
        if not proposals:
            return read
        proposals.append(_Proposal(read, 0.0))
        return max(proposals, key=lambda each: self._credit(letters, each)).phones

    def _of_parts(self, letters: str) -> Iterator[_Proposal]:
        for phones in inflected(letters, self._known):
            yield _Proposal(phones, _FOR_INFLECTION)
        for phones in compound(letters, self._known):
            yield _Proposal(phones, _FOR_LETTER * (len(letters) - _LETTERS_BY_CHANCE))

    def _credit(self, letters: str, proposal: _Proposal) -> float:
        return self._letters.score(letters, proposal.phones) + proposal.credit


def _spelled(letters: str) -> Phones:
    """Returns the names of letters, the last one stressed most."""
    *others, last = (_NAMES_OF_LETTERS[letter] for letter in letters)
    return tuple(" ".join((*(name.replace("1", "2") for name in others), last)).split())


@cache
def _of_english() -> UnknownWords:
    return UnknownWords(english(), LettersToSounds(english_graphones()))


@lru_cache(_REMEMBERED)
def guess(word: str) -> Pronunciation:
    """Returns how an English word probably sounds that is not in the dictionary.

    Args:
        word: In lower case, as `spoken_words` returns it; of letters from a to z.
    """
    return _of_english().guess(word)


def sounds_of(word: str) -> tuple[Pronunciation, ...]:
    """Returns how an English word is pronounced: by the dictionary, or else as it is guessed."""
    return english().pronunciations(word) or (guess(word),)
