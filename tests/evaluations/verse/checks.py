"""Whether a poem is what its form asks for."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, pairwise

from tests.evaluations.verse.demands import Demands
from tests.evaluations.verse.scansion import beats, is_in_metre, rhyme, spoken, syllables

# They want another word after them.
_DANGLING = frozenset(
    re.findall(
        r"\w+",
        "a an the my your our their its and or nor but if because although unless than as of from "
        "into onto upon with without at among between during toward towards whose which every",
    )
)


@dataclass(frozen=True)
class Tally:
    """How many of those that were looked at are right."""

    right: int = 0
    of: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.of + other.of)

    @property
    def share(self) -> float | None:
        """None if there was nothing to look at."""
        return self.right / self.of if self.of else None


def tally(found: Iterable[bool]) -> Tally:
    """Counts what is right."""
    every = list(found)
    return Tally(sum(every), len(every))


@dataclass(frozen=True)
class Verdict:
    """What was found in a poem.

    Attributes:
        lengths: Whether it has as many lines as it should.
        syllables: Lines of counted syllables.
        metre: Lines in metre.
        rhymes: Lines that rhyme with the one before in their group, on a word that is new in it.
        refrains: Lines that return word for word, and end words that do.
        initials: First letters of an acrostic.
        clean: Whether no line comes twice that need not, and none ends on a word that dangles.
    """

    lengths: Tally
    syllables: Tally
    metre: Tally
    rhymes: Tally
    refrains: Tally
    initials: Tally
    clean: Tally


def judge(text: str | None, demands: Demands, word: str = "") -> Verdict:
    """Checks a poem; lines that it lacks are wrong ones, those it has too many are not looked at.

    Where a form can be laid out in several ways, the one is taken that the poem comes nearest to:
    in the number of lines first, then in rhymes.

    Args:
        text: The poem; None if it could not be written.
        demands: What its form asks for.
        word: What its first letters should spell.
    """
    written = lines_of(text or "")
    schemes = demands.schemes or ("." * len(word),)
    scheme = min(
        schemes,
        key=lambda each: (
            abs(len(each) - len(written)),
            -_rhymes(_fitted(written, len(each)), each, demands).right,
        ),
    )
    lines = _fitted(written, len(scheme))
    return Verdict(
        lengths=tally([len(written) == len(scheme)]),
        syllables=tally(
            syllables(line) == count for line, count in zip(lines, demands.syllables, strict=False)
        ),
        metre=_metre(lines, demands),
        rhymes=_rhymes(lines, scheme, demands),
        refrains=_refrains(lines, demands) + _end_words(lines, demands),
        initials=tally(
            _folded(line).lstrip("'").startswith(letter)
            for line, letter in zip(lines, word.casefold(), strict=False)
        ),
        clean=tally([text is not None and not repeats(written, demands) and not dangles(written)]),
    )


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if spoken(line)]


def repeats(lines: Sequence[str], demands: Demands) -> bool:
    """Whether a line comes twice, those aside that the form has return."""
    new = (line for number, line in enumerate(lines, 1) if number not in demands.returns)
    return any(count > 1 for count in Counter(map(_folded, new)).values())


def dangles(lines: Iterable[str]) -> bool:
    """Whether a line ends on a word that wants another after it."""
    return any(not _DANGLING.isdisjoint(spoken(line)[-1:]) for line in lines)


def distinct_bigrams(text: str) -> float | None:
    """Returns the share of different ones among the pairs of neighbouring words; None of none."""
    bigrams = list(pairwise(spoken(text)))
    return len(set(bigrams)) / len(bigrams) if bigrams else None


def _fitted(lines: Sequence[str], count: int) -> list[str]:
    return [*lines[:count], *[""] * (count - len(lines))]


def _folded(line: str) -> str:
    return " ".join(spoken(line))


def _metre(lines: Sequence[str], demands: Demands) -> Tally:
    if demands.metre is None:
        return Tally()
    feet = islice(cycle(demands.feet), len(lines))
    metres = [beats(demands.metre, each) for each in feet]
    return tally(map(is_in_metre, lines, metres))


def _rhymes(lines: Sequence[str], scheme: str, demands: Demands) -> Tally:
    """Counts lines that rhyme with the one before in their group; returning lines have no say."""
    groups: dict[str, list[str]] = {}
    found: list[bool] = []
    for number, (line, letter) in enumerate(zip(lines, scheme, strict=True), 1):
        if letter == "." or number in demands.returns:
            continue
        group = groups.setdefault(letter, [])
        if group:
            found.append(rhyme(group[-1], line) and _end(line) not in map(_end, group))
        group.append(line)
    return tally(found)


def _refrains(lines: Sequence[str], demands: Demands) -> Tally:
    pairs = ((lines[first - 1], lines[again - 1]) for again, first in demands.returns.items())
    return tally(bool(one) and _folded(one) == _folded(other) for one, other in pairs)


def _end_words(lines: Sequence[str], demands: Demands) -> Tally:
    """Counts end words that return; one that two lines of the first stanza share is no end word."""
    if not demands.end_words:
        return Tally()
    size = len(demands.end_words[0])
    first = [_end(line) for line in lines[:size]]
    wanted = [word if first.count(word) == 1 else "" for word in first]
    ends = [wanted[number - 1] for stanza in demands.end_words for number in stanza]
    middle, last = lines[size : size + len(ends)], lines[size + len(ends) :]
    found = [bool(word) and _end(line) == word for line, word in zip(middle, ends, strict=True)]
    for line, (inner, outer) in zip(last, demands.joined_words, strict=True):
        found.append(bool(wanted[inner - 1]) and wanted[inner - 1] in spoken(line)[:-1])
        found.append(bool(wanted[outer - 1]) and _end(line) == wanted[outer - 1])
    return tally(found)


def _end(line: str) -> str:
    return next(iter(spoken(line)[-1:]), "")
