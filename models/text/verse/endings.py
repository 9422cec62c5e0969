"""What the lines of a poem end on, and what the next one may."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.text.forms.lines import Line, Metre
from models.text.verse.line_ends import line_end


@dataclass(frozen=True)
class Ending:
    """What the last word of a line has to be.

    Attributes:
        rhymes_with: The words at the ends of other lines that it rhymes with.
        rhymes_to_come: How many more lines will rhyme with it, so there have to be words for them.
        taken: Words that other lines end on.
        has_to_be: The one word that it is.
        metres: Of the lines that will end on the same word, each with its patterns.
        rhyming_metres: Of the lines that will rhyme with it, likewise.
    """

    rhymes_with: tuple[str, ...] = ()
    rhymes_to_come: int = 0
    taken: frozenset[str] = frozenset()
    has_to_be: str | None = None
    metres: tuple[tuple[str, ...], ...] = ()
    rhyming_metres: tuple[tuple[str, ...], ...] = ()


ANY_ENDING = Ending()


class Endings:
    """The last words of a poem's lines.

    Args:
        lines: All lines of the poem, parts of lines each for itself.
        given: Those that stand already, in their places.
    """

    def __init__(self, lines: Sequence[Line], given: Sequence[str | None] = ()) -> None:
        self._lines = lines
        self._words: list[str | None] = [None] * len(lines)
        self._place = 0
        for place, text in enumerate(given):
            self._words[place] = None if text is None else line_end(text)

    def note(self, text: str) -> None:
        """Takes note of the next line, which is written now."""
        self._words[self._place] = line_end(text)
        self._place += 1

    def next(self) -> Ending:
        """Returns what the next line may end on."""
        line = self._lines[self._place]
        ends = [
            (other, word)
            for place, (other, word) in enumerate(zip(self._lines, self._words, strict=True))
            if place != self._place
        ]
        rhyming = [
            (other, word) for other, word in ends if line.rhyme and other.rhyme == line.rhyme
        ]
        same = [each for each in ends if line.end_word and each[0].end_word == line.end_word]
        return Ending(
            rhymes_with=tuple(dict.fromkeys(word for _, word in rhyming if word)),
            rhymes_to_come=self._count_to_come(rhyming, line),
            taken=frozenset(word for _, word in ends if word),
            has_to_be=next((word for _, word in same if word), None),
            metres=_metres_to_come(same),
            rhyming_metres=_metres_to_come(rhyming),
        )

    def _count_to_come(self, rhyming: Sequence[tuple[Line, str | None]], line: Line) -> int:
        """Counts the lines to write; one that returns needs a rhyme once."""
        known = {other.refrain for other, word in rhyming if word} | {line.refrain}
        unknown = [other for other, word in rhyming if word is None]
        returning = {other.refrain for other in unknown if other.refrain} - known
        return len(returning) + sum(other.refrain is None for other in unknown)


def _metres_to_come(ends: Sequence[tuple[Line, str | None]]) -> tuple[tuple[str, ...], ...]:
    """Returns the metres of lines that are not written yet, each once."""
    measures = (line.measure for line, word in ends if word is None)
    return tuple(dict.fromkeys(each.patterns for each in measures if isinstance(each, Metre)))
