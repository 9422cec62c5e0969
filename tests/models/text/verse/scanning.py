"""Scans verse by the dictionary's own file, with none of the project's code."""

import gzip
import re
from collections import defaultdict
from functools import cache
from itertools import product
from pathlib import Path

import models.text.verse

_FILE = Path(models.text.verse.__file__).parent / "cmudict" / "cmudict.dict.gz"


@cache
def sounds() -> dict[str, list[list[str]]]:
    """Returns every pronunciation of every word."""
    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    for line in gzip.decompress(_FILE.read_bytes()).decode().splitlines():
        word, *phones = line.split(" #")[0].split()
        found[re.sub(r"\(\d+\)$", "", word)].append(phones)
    return found


def words(line: str) -> list[str]:
    return re.findall(r"[A-Za-z]+(?:'[a-z]+)*", line.replace("’", "'").lower())


def syllables(line: str) -> int:
    """Returns the syllables of a line, each word in its usual pronunciation."""
    return sum(len(stresses(sounds()[word][0])) for word in words(line))


def stresses(phones: list[str]) -> str:
    return "".join(re.findall(r"\d", " ".join(phones)))


def rhymes(one: str, other: str) -> bool:
    """Whether two lines end on different words that sound alike from the last stress on."""
    first, second = words(one)[-1], words(other)[-1]
    tails = ({tail(phones) for phones in sounds()[word]} for word in (first, second))
    return first != second and bool(set.intersection(*tails))


def tail(phones: list[str]) -> str:
    """Returns the sounds from the last stressed vowel on."""
    vowels = [place for place, phone in enumerate(phones) if phone[-1].isdigit()]
    last = [place for place in vowels if phones[place][-1] != "0"] or vowels
    return re.sub(r"\d", "", " ".join(phones[last[-1] :]))


def is_iambic(line: str) -> bool:
    """Whether no primary stress of a longer word falls on a weak beat, the first foot aside."""
    readings = product(*({stresses(phones) for phones in sounds()[word]} for word in words(line)))
    return any(_alternates(reading) for reading in readings)


def _alternates(reading: tuple[str, ...]) -> bool:
    place = 0
    for word in reading:
        for syllable, stress in enumerate(word):
            is_weak = (place + syllable) % 2 == 0
            if len(word) > 1 and stress == "1" and is_weak and place + syllable > 0:
                return False
        place += len(word)
    return True
