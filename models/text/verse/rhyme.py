"""What rhymes with what."""

from enum import StrEnum

from models.text.verse.pronunciation import Pronunciation

RhymeKey = tuple[str, ...]


class Rhyme(StrEnum):
    """How two words sound together.

    PERFECT: the same from the last stressed vowel on, with different sounds before it.
    IDENTICAL: the sounds before it are the same too, as in "leaf" and "belief".
    SLANT: the same vowel or the same consonants, but not both.
    """

    PERFECT = "perfect"
    IDENTICAL = "identical"
    SLANT = "slant"
    NONE = "none"


def rhyme_key(pronunciation: Pronunciation) -> RhymeKey:
    """Returns the sounds from the last stressed vowel on, without their stress.

    A vowel with secondary stress is one to rhyme on: "moonlight" with "night".
    """
    phones = pronunciation.phones
    return tuple(phone.rstrip("012") for phone in phones[_rhyming_vowel(phones) :])


def rhyme_onset(pronunciation: Pronunciation) -> tuple[str, ...]:
    """Returns the consonants between the vowel that rhymes and the one before it.

    Words that have the rhyme key in common too are the same sound, and no rhymes.
    """
    phones = pronunciation.phones[: _rhyming_vowel(pronunciation.phones)]
    vowels = [place for place, phone in enumerate(phones) if phone[-1].isdigit()]
    return phones[vowels[-1] + 1 :] if vowels else phones


def rhyme_between(one: Pronunciation, other: Pronunciation) -> Rhyme:
    """Returns how two pronunciations rhyme."""
    first, second = rhyme_key(one), rhyme_key(other)
    if first == second:
        return Rhyme.IDENTICAL if rhyme_onset(one) == rhyme_onset(other) else Rhyme.PERFECT
    if first[0] == second[0] or (first[1:] and first[1:] == second[1:]):
        return Rhyme.SLANT
    return Rhyme.NONE


def _rhyming_vowel(phones: tuple[str, ...]) -> int:
    vowels = [place for place, phone in enumerate(phones) if phone[-1].isdigit()]
    stressed = [place for place in vowels if phones[place][-1] != "0"]
    return (stressed or vowels or [0])[-1]
