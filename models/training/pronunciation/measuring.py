"""How well words are guessed that a model has not learned from."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.text.verse.pronunciation import PronouncingDictionary, Pronunciation
from models.text.verse.rhyme import rhyme_key

_ONE_OF = 20


def is_held_out(word: str) -> bool:
    """Returns whether a word is of the twentieth that a measured model does not learn from."""
    digest = hashlib.sha256(word.encode()).digest()
    return int.from_bytes(digest[:4], "big") % _ONE_OF == 0


def without_held_out(dictionary: PronouncingDictionary) -> PronouncingDictionary:
    """Returns a dictionary of the other words."""
    return PronouncingDictionary(
        {
            word: [" ".join(each.phones) for each in dictionary.pronunciations(word)]
            for word in dictionary.words
            if not is_held_out(word)
        }
    )


@dataclass(frozen=True)
class Accuracy:
    """How many guesses are right, as shares from 0 to 1.

    Attributes:
        phone_errors: Phones wrong, missing or too many, for each phone; stress doesn't count.
        words: All phones and their stress.
        syllables: The number of syllables.
        stress: The place of the primary stress, of the words with the right number of syllables.
        rhymes: What `rhyme_key` returns.
    """

    phone_errors: float
    words: float
    syllables: float
    stress: float
    rhymes: float


def accuracy(guesses: Iterable[tuple[Pronunciation, Sequence[Pronunciation]]]) -> Accuracy:
    """Compares guesses with what the dictionary has: of several, with the one that is nearest."""
    pairs = [
        (guess, min(right, key=lambda each: _distance(guess.phones, each.phones)))
        for guess, right in guesses
    ]
    as_long = [(guess, right) for guess, right in pairs if guess.syllables == right.syllables]
    errors = sum(_distance(_sounds(guess), _sounds(right)) for guess, right in pairs)
    return Accuracy(
        phone_errors=errors / sum(len(right.phones) for _, right in pairs),
        words=sum(guess == right for guess, right in pairs) / len(pairs),
        syllables=len(as_long) / len(pairs),
        stress=sum(_primary(guess) == _primary(right) for guess, right in as_long) / len(as_long),
        rhymes=sum(rhyme_key(guess) == rhyme_key(right) for guess, right in pairs) / len(pairs),
    )


def _sounds(pronunciation: Pronunciation) -> list[str]:
    return [phone.rstrip("012") for phone in pronunciation.phones]


def _primary(pronunciation: Pronunciation) -> int:
    return pronunciation.stresses.find("1")


def _distance(one: Sequence[str], other: Sequence[str]) -> int:
    """The Levenshtein distance."""
    row = list(range(len(other) + 1))
    for place, phone in enumerate(one):
        last, row = row, [place + 1]
        for at, wanted in enumerate(other):
            row.append(min(last[at] + (phone != wanted), last[at + 1] + 1, row[at] + 1))
    return row[-1]
