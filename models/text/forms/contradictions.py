"""What a scheme can't ask for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from models.text.forms.lines import Line, Measure, Section
from models.text.forms.reading import Mark

MOST_RHYMES = 10
"""Lines with different ends on one sound: most sounds have no more words that make sense."""


@dataclass(frozen=True)
class NotedLine:
    """A line as a scheme has it.

    Attributes:
        mark: A letter, a number or a dot.
        is_part: It stands on one line with the one before.
        runs_on: The next one stands on the same line.
    """

    mark: Mark
    is_part: bool = False
    runs_on: bool = False

    def line(self, measure: Measure, *, turns: bool) -> Line:
        """Returns what it asks of a line."""
        text = self.mark.text
        return Line(
            measure,
            rhyme=text[0].lower() if text[0].isalpha() else None,
            refrain=text if text[0].isupper() else None,
            end_word=int(text) if text.isdigit() else None,
            turns=turns,
            runs_on=self.runs_on,
        )


def check_scheme(noted: Sequence[NotedLine], sections: Sequence[Section]) -> None:
    """Checks that all lines can be what the scheme says.

    Args:
        noted: The lines of all stanzas.
        sections: The same, laid out.

    Raises:
        FormInvalid: A line rhymes with none, returns nowhere, or returns at another length.
    """
    lines = [line for section in sections for line in section.lines]
    pairs = list(zip(noted, lines, strict=True))
    _check_refrains(pairs)
    _check_rhymes(pairs)
    _check_end_words(pairs)


_Pairs = Sequence[tuple[NotedLine, Line]]


def _check_refrains(pairs: _Pairs) -> None:
    first: dict[str, Line] = {}
    counts: defaultdict[str, int] = defaultdict(int)
    for noted, line in pairs:
        if line.refrain is None:
            continue
        counts[line.refrain] += 1
        if first.setdefault(line.refrain, line).measure != line.measure:
            noted.mark.refuse("This line returns word for word, but it has another length here.")
    for noted, line in pairs:
        if line.refrain is not None and counts[line.refrain] == 1:
            noted.mark.refuse(
                f"A capital is a line that returns, but {line.refrain} stands here alone."
            )


def _check_rhymes(pairs: _Pairs) -> None:
    ends: defaultdict[str, set[object]] = defaultdict(set)
    for place, (noted, line) in enumerate(pairs):
        if line.rhyme is None:
            continue
        ends[line.rhyme].add(line.refrain or place)
        if len(ends[line.rhyme]) > MOST_RHYMES:
            noted.mark.refuse(f"I find no more than {MOST_RHYMES} good rhymes on one sound.")
    for noted, line in pairs:
        if line.rhyme is not None and line.refrain is None and len(ends[line.rhyme]) == 1:
            noted.mark.refuse(
                f"No other line rhymes with this one. Write a dot, or {line.rhyme} once more."
            )


def _check_end_words(pairs: _Pairs) -> None:
    counts: defaultdict[int, int] = defaultdict(int)
    for _, line in pairs:
        if line.end_word is not None:
            counts[line.end_word] += 1
    for noted, line in pairs:
        if line.end_word is not None and counts[line.end_word] == 1:
            noted.mark.refuse(
                "Lines with the same number end on the same word, but this number stands alone."
            )
