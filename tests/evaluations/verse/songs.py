"""Whether lyrics are what a song asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tests.evaluations.verse.answers import label_of
from tests.evaluations.verse.checks import Tally, dangles, lines_of, tally
from tests.evaluations.verse.orders import STRUCTURE
from tests.evaluations.verse.scansion import spoken, syllables


@dataclass(frozen=True)
class SongVerdict:
    """What was found in lyrics.

    Attributes:
        labels: Whether all sections that were asked for are there, in order, under their names.
        choruses: Choruses that come again word for word.
        verses: Lines of later verses that have as many syllables as the first one's, or one more
            or less.
        clean: Whether no line ends on a word that dangles.
    """

    labels: Tally
    choruses: Tally
    verses: Tally
    clean: Tally


def judge_song(text: str | None) -> SongVerdict:
    """Checks lyrics; sections that are missing are wrong ones.

    Args:
        text: Lyrics with labels; None if they could not be written.
    """
    sections = _sections(text or "")
    names = [name.lower() for name in STRUCTURE]
    choruses = _named("chorus", sections, names.count("chorus"))
    verses = _named("verse", sections, names.count("verse"))
    return SongVerdict(
        labels=tally([[name for name, _ in sections] == names]),
        choruses=tally(bool(each) and each == choruses[0] for each in choruses[1:]),
        verses=tally(
            _match(one, other)
            for verse in verses[1:]
            for one, other in zip_longest(verses[0], verse, fillvalue="")
        )
        if all(verses)
        else Tally(0, 1),
        clean=tally([text is not None and not dangles(line for _, ls in sections for line in ls)]),
    )


def _sections(text: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in lines_of(text):
        label = label_of(line)
        if label:
            found.append((label, []))
        elif found:
            found[-1][1].append(line)
        else:
            found.append(("", [line]))
    return found


def _named(name: str, sections: Sequence[tuple[str, list[str]]], count: int) -> list[list[str]]:
    """Returns the lines of the first sections of a name, empty ones where there are too few."""
    found = [[" ".join(spoken(line)) for line in lines] for each, lines in sections if each == name]
    return [*found[:count], *[[]] * (count - len(found))]


def _match(one: str, other: str) -> bool:
    first, second = syllables(one), syllables(other)
    return bool(first) and bool(second) and abs(first - second) <= 1
