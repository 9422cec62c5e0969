"""Metres, and which words fit where in them.

A metre is a string of beats, one a syllable: "s" strong, "w" weak, "x" either, "u" the unstressed
end of a longer word.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.text.verse.pronunciation import Pronunciation

# No reader leans on these, wherever they stand.
_NEVER_STRONG = frozenset({"a", "an", "the"})


def syllabic(count: int) -> tuple[str, ...]:
    """Returns the metre of lines that only count syllables."""
    return ("x" * count,)


def iambic(feet: int) -> tuple[str, ...]:
    """Returns the iambic metre with its usual licence.

    That is an inverted first foot, a feminine ending (one weak syllable more), or both.
    """
    plain = "ws" * feet
    inverted = "sw" + plain[2:]
    return tuple(metre + ending for metre in (plain, inverted) for ending in ("", "u"))


def trochaic(feet: int) -> tuple[str, ...]:
    """Returns the trochaic metre; its last foot may lack the weak syllable."""
    plain = "sw" * feet
    return (plain, plain[:-1])


def anapaestic(feet: int) -> tuple[str, ...]:
    """Returns the anapaestic metre; its first foot may lack a weak syllable."""
    plain = "wws" * feet
    return (plain[1:], plain)


def dactylic(feet: int) -> tuple[str, ...]:
    """Returns the dactylic metre; its last foot may lack one weak syllable or both."""
    plain = "sww" * feet
    return (plain, plain[:-1], plain[:-2])


METRES: Mapping[str, Callable[[int], tuple[str, ...]]] = {
    "iambic": iambic,
    "trochaic": trochaic,
    "anapaestic": anapaestic,
    "dactylic": dactylic,
}
"""Each metre by its name, for a number of feet."""


def weights(word: str, pronunciations: Iterable[Pronunciation]) -> frozenset[str]:
    """Returns how heavy the syllables of a word are, for each way to say it.

    That is the dictionary's stress of each, or a dash for a word that is never strong.
    """
    if word in _NEVER_STRONG:
        return frozenset({"-"})
    return frozenset(each.stresses for each in pronunciations)


def fits(weights: str, metre: str, place: int) -> bool:
    """Returns whether a word may stand at a place of a metre.

    A primary stress takes a strong beat; beside it, no unstressed syllable does. Words of one
    syllable, but for articles, go with any beat (after Attridge, The Rhythms of English Poetry).
    """
    beats = metre[place : place + len(weights)]
    if len(beats) < len(weights):
        return False
    if len(weights) == 1:
        return beats != "u" and (beats != "s" or weights != "-")
    return not any(
        (beat == "w" and stress == "1")
        or (beat == "u" and stress != "0")
        or (beat == "s" and stress == "0" and _beside(weights, at))
        for at, (beat, stress) in enumerate(zip(beats, weights, strict=True))
    )


def _beside(stresses: str, place: int) -> bool:
    """Whether a neighbour carries the primary stress."""
    return "1" in stresses[max(0, place - 1) : place + 2]


def ends_on(weights: str, metre: str) -> bool:
    """Returns whether a word may stand at the end of a metre."""
    return len(weights) <= len(metre) and fits(weights, metre, len(metre) - len(weights))


@dataclass(frozen=True)
class Scansion:
    """How far a line has come in each metre that it may still be in.

    Attributes:
        places: Metres, each with the number of syllables so far.
    """

    places: frozenset[tuple[str, int]]

    @classmethod
    def of(cls, metres: Iterable[str]) -> "Scansion":
        """Returns where an empty line stands."""
        return cls(frozenset((metre, 0) for metre in metres))

    @cached_property
    def is_complete(self) -> bool:
        """Whether the line may end here."""
        return any(place == len(metre) for metre, place in self.places)

    @cached_property
    def left(self) -> int:
        """The most syllables of new words that may still come."""
        left = (metre[place:] for metre, place in self.places)
        return max((len(beats) for beats in left if beats != "u"), default=0)

    def after(self, ways: Iterable[str]) -> "Scansion":
        """Returns where the line stands with a word more; nowhere if the word does not fit.

        Args:
            ways: Its `weights`, one for each way to say it.
        """
        return Scansion(
            frozenset(
                (metre, place + len(each))
                for each in ways
                for metre, place in self.places
                if fits(each, metre, place)
            )
        )
