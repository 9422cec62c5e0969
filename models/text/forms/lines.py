"""What one line of a poem or song has to keep to."""

from dataclasses import dataclass
from typing import TypeAlias

from models.text.verse.chinese.patterns import RegulatedLine

MAX_TOKENS_A_WORD = 4


@dataclass(frozen=True)
class Words:
    """A line that only has a length, in words."""

    fewest: int
    most: int


@dataclass(frozen=True)
class Metre:
    """A line of verse.

    Attributes:
        patterns: The metres it may be in, see `models.text.verse.metre`.
    """

    patterns: tuple[str, ...]

    @property
    def fewest(self) -> int:
        """About the fewest words that make so many syllables."""
        return max(1, min(map(len, self.patterns)) // 2)

    @property
    def most(self) -> int:
        """The most words that make so many syllables."""
        return max(map(len, self.patterns))


Measure: TypeAlias = Words | Metre | RegulatedLine


@dataclass(frozen=True)
class Line:
    """A line, or a part of one.

    Attributes:
        measure: How long it is.
        rhyme: Lines of a poem with the same letter rhyme; None rhymes with nothing.
        refrain: Lines of a poem with the same name are the same words, such as "A1".
        end_word: Lines of a poem with the same number end on the same word.
        initial: The letter it begins with, in lower case.
        turns: The poem changes its mind here.
        runs_on: Only a part: the next one stands on the same line.
    """

    measure: Measure
    rhyme: str | None = None
    refrain: str | None = None
    end_word: int | None = None
    initial: str | None = None
    turns: bool = False
    runs_on: bool = False


@dataclass(frozen=True)
class Section:
    """A stanza of a poem or a section of a song.

    Attributes:
        lines: From the first to the last.
        label: What stands above it, such as "[Verse 1]"; a poem's stanzas have none.
        repeats: Index of the earlier section whose words return here.
    """

    lines: tuple[Line, ...]
    label: str | None = None
    repeats: int | None = None


Layout: TypeAlias = tuple[Section, ...]


def new_lines(layout: Layout) -> list[Line]:
    """Returns the lines and parts that have to be written: what returns, only once."""
    lines = [line for section in layout if section.repeats is None for line in section.lines]
    names = [line.refrain for line in lines]
    return [
        line
        for place, line in enumerate(lines)
        if line.refrain is None or line.refrain not in names[:place]
    ]
