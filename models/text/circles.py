"""Lines that say again what has been said: small models like to go round in circles."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from models.text.words import content_words, words_of

_NEAR = 8
_MOST_NEAR = 2
_MOST_IN_LINE = 2

Phrase: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Circles:
    """What a line would go round in circles with.

    Attributes:
        phrases: Three words in a row from other lines.
        worn: Stems that several lines nearby have.
    """

    phrases: frozenset[Phrase] = field(default_factory=frozenset[Phrase])
    worn: frozenset[str] = field(default_factory=frozenset[str])

    @classmethod
    def after(cls, lines: Sequence[str], spared: str = "") -> "Circles":
        """Returns what the line after these would go round in circles with.

        Args:
            lines: All lines so far.
            spared: Words that have to come up, however often they did.
        """
        counts = Counter(word for line in lines[-_NEAR:] for word in content_words(line))
        worn = {word for word, count in counts.items() if count >= _MOST_NEAR}
        return cls(phrases_of(lines), frozenset(worn - content_words(spared)))

    def are_closed_by(self, line: str) -> bool:
        """Returns whether a line, maybe unfinished, ends on what has been said.

        Within a line, no word is said three times, and no two in a row that carry meaning twice.
        """
        words = words_of(line)
        last = words[-2:]
        return (
            words.count(words[-1] if words else "") > _MOST_IN_LINE
            or tuple(words[-3:]) in self.phrases
            or not self.worn.isdisjoint(content_words(" ".join(last[-1:])))
            or (bool(content_words(" ".join(last))) and tuple(last) in list(pairwise(words[:-1])))
        )


NO_CIRCLES = Circles()


def repeats_phrase(line: str, earlier: Iterable[str]) -> bool:
    """Returns whether a line says three words in a row a second time.

    The same word three times is a repetition too.
    """
    here = _phrases(line)
    stammers = len(set(here)) < len(here) or any(len(set(phrase)) == 1 for phrase in here)
    return stammers or not phrases_of(earlier).isdisjoint(here)


def phrases_of(lines: Iterable[str]) -> frozenset[Phrase]:
    """Returns what lines say in three words in a row."""
    return frozenset(phrase for line in lines for phrase in _phrases(line))


def _phrases(line: str) -> list[Phrase]:
    words = words_of(line)
    return list(zip(words, words[1:], words[2:], strict=False))
