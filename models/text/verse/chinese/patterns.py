"""The tone patterns of regulated verse: jueju (绝句) of four lines and lüshi (律诗) of eight.

A pattern is a string of tones, one a character: 平 level, 仄 oblique, 中 either.

The four kinds of line, the orders they come in and the licence that they have are those of
Wang Li (王力), 诗词格律, chapter 2. Of the licence that 一三五不论 sums up, what makes a lone level
tone (孤平) or ends on three level tones (三平尾) is left out, as there.
"""

from dataclasses import dataclass, replace

from models.text.verse.chinese.pronunciation import LEVEL, OBLIQUE

_RHYME = "a"
_FIVE = 5
_SEVEN = 7


@dataclass(frozen=True)
class RegulatedLine:
    """A line of regulated verse.

    Attributes:
        patterns: The tone patterns it may be in, all of one length.
        tolerated: Patterns that poets use too: no line is written in them, none is faulted.
        mark: The punctuation that whoever writes the line out sets after it.
    """

    patterns: tuple[str, ...]
    tolerated: tuple[str, ...] = ()
    mark: str = ""

    @property
    def characters(self) -> int:
        """How many characters it has."""
        return len(self.patterns[0])

    @property
    def rhyme(self) -> str | None:
        """The letter that all lines of a poem have which rhyme; None rhymes with nothing.

        Lines that end on a level tone rhyme, and no others.
        """
        return _RHYME if self.patterns[0][-1] == LEVEL else None

    @property
    def fewest(self) -> int:
        """Its length in words as `models.text.words.count_words` has it, two characters each."""
        return (self.characters + 1) // 2

    @property
    def most(self) -> int:
        """The same: it is neither shorter nor longer."""
        return self.fewest


# In five characters, by how they begin and end. Seven put two before, opposed to the first two.
# A line that begins 平 and rhymes keeps a second level tone beside the fourth or the rhyme; the
# tolerated 平平仄平仄 swaps its third and fourth tones (特拗).
_LINES = {
    "仄仄": RegulatedLine(("中仄中平仄",)),
    "平平": RegulatedLine(("平平中仄平", "中平平仄平")),
    "平仄": RegulatedLine(("中平平仄仄", "平平仄仄仄"), tolerated=("平平仄平仄",)),
    "仄平": RegulatedLine(("中仄仄平平",)),
}
# Within a couplet tones are opposed (对), from couplet to couplet joined (粘).
_COUPLETS = {"仄": ("仄仄", "平平"), "平": ("平仄", "仄平")}
# A first line that rhymes begins as it would, and ends on the rhyme.
_RHYMING_COUPLETS = {"仄": ("仄平", "平平"), "平": ("平平", "仄平")}


def regulated_layouts(lines: int, characters: int) -> tuple[tuple[RegulatedLine, ...], ...]:
    """Returns the layouts that a poem may be in.

    They are four: the second character of the poem is level or oblique, and the first line
    rhymes with the even ones or does not.

    Args:
        lines: 4 for a jueju, 8 for a lüshi.
        characters: A line; 5 or 7.

    Raises:
        ValueError: There is no such form.
    """
    if lines not in (4, 8) or characters not in (_FIVE, _SEVEN):
        raise ValueError("Regulated verse has 4 or 8 lines of 5 or 7 characters.")
    return tuple(
        tuple(
            replace(_lengthened(_LINES[kind], characters), mark="。" if number % 2 else "，")
            for number, kind in enumerate(_kinds(start, lines, first))
        )
        for start in (OBLIQUE, LEVEL)
        for first in (_COUPLETS, _RHYMING_COUPLETS)
    )


def _kinds(start: str, lines: int, first: dict[str, tuple[str, str]]) -> list[str]:
    """Returns the kind of each line, by the tone that the five characters of the first begin on."""
    kinds = list(first[start])
    while len(kinds) < lines:
        # Joined: a couplet begins on the tone that the last line began on.
        kinds += _COUPLETS[kinds[-1][0]]
    return kinds


def _lengthened(line: RegulatedLine, characters: int) -> RegulatedLine:
    if characters == _FIVE:
        return line
    before = "中" + (LEVEL if line.patterns[0][1] == OBLIQUE else OBLIQUE)
    return replace(
        line,
        patterns=tuple(before + pattern for pattern in line.patterns),
        tolerated=tuple(before + pattern for pattern in line.tolerated),
    )
