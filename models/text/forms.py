"""The shapes of poems and songs, as figures: how many lines, how long, in which stanzas."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.base import PoemForm

MAX_TOKENS_A_WORD = 4


@dataclass(frozen=True)
class LineShape:
    """How long one line may be, in words."""

    min_words: int
    max_words: int


@dataclass(frozen=True)
class Section:
    """A stanza of a poem or a section of a song.

    Attributes:
        lines: The shape of each line, from the first to the last.
        label: What stands above it, such as "[Verse 1]"; a poem's stanzas have none.
        repeats: Index of the earlier section whose words return here.
    """

    lines: tuple[LineShape, ...]
    label: str | None = None
    repeats: int | None = None


@dataclass(frozen=True)
class Form:
    """A poem's form.

    Attributes:
        wording: What a prompt calls it, after "Write a".
        layouts: The stanzas it may come in; one is drawn for each poem.
    """

    wording: str
    layouts: tuple[tuple[Section, ...], ...]


def _stanzas(count: int, lines: int, shape: LineShape) -> tuple[Section, ...]:
    return (Section(lines=(shape,) * lines),) * count


_VERSE = LineShape(min_words=5, max_words=9)
_FREE = LineShape(min_words=3, max_words=9)
_HAIKU = Section(lines=(LineShape(2, 4), LineShape(3, 6), LineShape(2, 4)))
_LIMERICK = Section(
    lines=(LineShape(6, 9), LineShape(6, 9), LineShape(4, 6), LineShape(4, 6), LineShape(6, 9))
)

FORMS: Mapping[PoemForm, Form] = {
    PoemForm.HAIKU: Form("haiku", ((_HAIKU,),)),
    PoemForm.COUPLETS: Form(
        "poem in rhyming couplets", tuple(_stanzas(count, 2, _VERSE) for count in (3, 4, 5, 6))
    ),
    PoemForm.QUATRAINS: Form(
        "rhyming poem in stanzas of four lines",
        tuple(_stanzas(count, 4, _VERSE) for count in (2, 3, 4)),
    ),
    PoemForm.LIMERICK: Form("funny limerick", ((_LIMERICK,),)),
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
