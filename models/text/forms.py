"""The shapes of poems and songs, as figures: how many lines, how long, in which stanzas."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle
from typing import TypeAlias

from models.base import PoemForm
from models.text.verse.chinese.patterns import RegulatedLine
from models.text.verse.metre import anapaestic, iambic, syllabic

MAX_TOKENS_A_WORD = 4


@dataclass(frozen=True)
class LineShape:
    """How long one line may be, in words."""

    min_words: int
    max_words: int


@dataclass(frozen=True)
class MetredLine:
    """A line of verse.

    Attributes:
        metres: The metres it may be in, see `models.text.verse.metre`.
        rhyme: Lines of a section with the same letter rhyme; None rhymes with nothing.
    """

    metres: tuple[str, ...]
    rhyme: str | None = None

    @property
    def min_words(self) -> int:
        """About the fewest words that make so many syllables."""
        return max(1, min(map(len, self.metres)) // 2)

    @property
    def max_words(self) -> int:
        """The most words that make so many syllables."""
        return max(map(len, self.metres))


Line: TypeAlias = LineShape | MetredLine | RegulatedLine


@dataclass(frozen=True)
class Section:
    """A stanza of a poem or a section of a song.

    Attributes:
        lines: The shape of each line, from the first to the last.
        label: What stands above it, such as "[Verse 1]"; a poem's stanzas have none.
        repeats: Index of the earlier section whose words return here.
    """

    lines: tuple[Line, ...]
    label: str | None = None
    repeats: int | None = None


Layout: TypeAlias = tuple[Section, ...]


@dataclass(frozen=True)
class Form:
    """A poem's form.

    Attributes:
        wording: What a prompt calls it, after "Write a".
        loose: The stanzas it may come in, in words a line, for languages without a dictionary.
        strict: The same in metre and rhyme; none for a form that has neither.
    """

    wording: str
    loose: tuple[Layout, ...]
    strict: tuple[Layout, ...] = ()

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """What it usually comes in; one layout is drawn for each poem."""
        return self.strict or self.loose


def _stanzas(count: int, lines: int, shape: LineShape) -> Layout:
    return (Section(lines=(shape,) * lines),) * count


def _verse(scheme: str, *metres: tuple[str, ...]) -> Section:
    """Returns a stanza; the metres go round, a dot in the scheme rhymes with nothing."""
    letters = [None if letter == "." else letter for letter in scheme]
    return Section(tuple(map(MetredLine, cycle(metres), letters)))


def _rhymed(count: int, scheme: str, *metres: tuple[str, ...]) -> Layout:
    return (_verse(scheme, *metres),) * count


_VERSE = LineShape(min_words=5, max_words=9)
_FREE = LineShape(min_words=3, max_words=9)
_HAIKU = Section(lines=(LineShape(2, 4), LineShape(3, 6), LineShape(2, 4)))
_LIMERICK = Section(
    lines=(LineShape(6, 9), LineShape(6, 9), LineShape(4, 6), LineShape(4, 6), LineShape(6, 9))
)

FORMS: Mapping[PoemForm, Form] = {
    PoemForm.HAIKU: Form(
        "haiku", ((_HAIKU,),), ((_verse("...", syllabic(5), syllabic(7), syllabic(5)),),)
    ),
    PoemForm.COUPLETS: Form(
        "poem in rhyming couplets",
        tuple(_stanzas(count, 2, _VERSE) for count in (3, 4, 5, 6)),
        tuple(_rhymed(count, "aa", iambic(4)) for count in (3, 4, 5)),
    ),
    PoemForm.QUATRAINS: Form(
        "rhyming poem in stanzas of four lines",
        tuple(_stanzas(count, 4, _VERSE) for count in (2, 3, 4)),
        tuple(
            _rhymed(count, scheme, iambic(4))
            for count in (2, 3)
            for scheme in ("abab", "aabb", "abba")
        ),
    ),
    PoemForm.LIMERICK: Form(
        "funny limerick",
        ((_LIMERICK,),),
        ((_verse("aabba", *(anapaestic(feet) for feet in (3, 3, 2, 2, 3))),),),
    ),
    PoemForm.FREE_VERSE: Form(
        "poem in free verse",
        (
            _stanzas(3, 3, _FREE),
            _stanzas(3, 4, _FREE),
            _stanzas(1, 5, _FREE) + _stanzas(1, 3, _FREE) + _stanzas(1, 4, _FREE),
            _stanzas(2, 4, _FREE) + _stanzas(1, 2, _FREE),
            _stanzas(4, 3, _FREE),
        ),
    ),
}
