"""How English words sound, by the CMU Pronouncing Dictionary, which lies beside this file."""

import gzip
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

_FILE = Path(__file__).parent / "cmudict" / "cmudict.dict.gz"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
# Of the letters with their plurals, only these are words.
_LETTER = re.compile(r"(?!(?:a|i|o|i'[a-z]+)$)[a-z](?:'|$)")
_AFTER_ALL_LETTERS = "\x7f"
_ACCENT = re.compile(r"[\u0300-\u036f]")


@dataclass(frozen=True)
class Pronunciation:
    """The sounds of a word.

    Attributes:
        phones: In ARPAbet; a vowel ends on its stress: 0 none, 1 primary, 2 secondary.
    """

    phones: tuple[str, ...]

    @cached_property
    def stresses(self) -> str:
        """The stress of each syllable, such as "010"."""
        return "".join(phone[-1] for phone in self.phones if phone[-1].isdigit())

    @property
    def syllables(self) -> int:
        return len(self.stresses)


class PronouncingDictionary:
    """Words and their pronunciations.

    Args:
        entries: For each word in lower case its pronunciations, the usual one first: phones
            with spaces between.
    """

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        self._entries = entries
        self._words = sorted(entries)

    def __contains__(self, word: str) -> bool:
        return word in self._entries

    def pronunciations(self, word: str) -> tuple[Pronunciation, ...]:
        """Returns how a word in lower case is pronounced; nothing if it is not known.

        Those that have more or fewer syllables than the usual one are left out, so that verse is
        right however it is read.
        """
        found = self.readings(word)
        return tuple(each for each in found if each.syllables == found[0].syllables)

    def readings(self, word: str) -> tuple[Pronunciation, ...]:
        """Returns all ways to say a word in lower case, the usual one first."""
        return tuple(Pronunciation(tuple(each.split())) for each in self._entries.get(word, ()))

    def beginning_with(self, letters: str) -> Sequence[str]:
        """Returns all words that begin with these letters, in order."""
        first = bisect_left(self._words, letters)
        last = bisect_left(self._words, letters + _AFTER_ALL_LETTERS)
        return self._words[first:last]

    @property
    def words(self) -> Sequence[str]:
        """All words in order."""
        return self._words


@cache
def english() -> PronouncingDictionary:
    """Returns the dictionary; reading it takes half a second the first time."""
    entries: dict[str, list[str]] = {}
    with gzip.open(_FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, phones = line.partition("#")[0].split(maxsplit=1)
            name = word.partition("(")[0]
            if _WORD.fullmatch(name) and not _LETTER.match(name):
                entries.setdefault(name, []).append(phones)
    return PronouncingDictionary(entries)


def last_word(line: str) -> str:
    """Returns a line's last word as the dictionary writes it; nothing if there is none."""
    return next(iter(reversed(spoken_words(line))), "")


def spoken_words(line: str) -> list[str]:
    """Returns a line's words as the dictionary writes them, without accents."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", line.casefold()))
    return _WORD.findall(plain.replace("’", "'"))
