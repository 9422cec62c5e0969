"""Poems and songs from lines: section by section, line by line."""

from collections.abc import Callable, Sequence

from models.errors import BackendFailed
from models.text.forms.lines import Line, Section
from models.text.line_writer import LineWriter
from models.text.lines import Wishes, best_line, opens_like
from models.text.verse.chinese.patterns import RegulatedLine
from models.text.verse.endings import Ending
from models.text.verse.line_ends import line_end
from models.text.writing import Writing

_ATTEMPTS = 8


class Composer:
    """Writes one work.

    Args:
        writer: Has read the prompt.
        sections: The stanzas or sections in order.
        wishes: What the lines should speak of and must not.
        on_line: Called with the work so far after each line.
    """

    def __init__(
        self,
        writer: LineWriter,
        sections: Sequence[Section],
        wishes: Wishes,
        on_line: Callable[[str], None],
    ) -> None:
        self._writer = writer
        self._sections = sections
        self._wishes = wishes
        self._on_line = on_line
        self._written: list[list[str]] = []

    @property
    def text(self) -> str:
        """The work so far: lines joined by newlines, sections by blank lines."""
        return "\n\n".join(
            "\n".join([section.label, *lines] if section.label else lines)
            for section, lines in zip(self._sections, self._written, strict=False)
        )

    def compose(self) -> Writing[str]:
        """Writes the whole work and returns it."""
        for section in self._sections:
            if section.label:
                yield from self._writer.append(f"{section.label}\n")
            if section.repeats is None:
                yield from self._compose_section(section)
            else:
                self._written.append(self._written[section.repeats])
                yield from self._writer.append("\n".join(self._written[-1]) + "\n\n")
                self._on_line(self.text)
        return self.text

    def _compose_section(self, section: Section) -> Writing[None]:
        lines: list[str] = []
        self._written.append(lines)
        for number, shape in enumerate(section.lines):
            ending = self._ending(section, number, lines)
            line = yield from self._compose_line(shape, ending)
            is_last = len(lines) + 1 == len(section.lines)
            lines.append(line.rstrip(",;-–— ") if is_last else line)
            self._on_line(self.text)
            yield from self._writer.append(lines[-1] + ("\n\n" if is_last else "\n"))

    def _ending(self, section: Section, number: int, lines: Sequence[str]) -> Ending:
        """Returns what the next line of a section may end on."""
        letters = [line.rhyme for line in section.lines]
        letter = letters[number]
        ends = map(line_end, lines)
        return Ending(
            rhymes_with=tuple(
                end for end, other in zip(ends, letters, strict=False) if letter and other == letter
            ),
            is_rhymed_later=letter is not None and letter in letters[number + 1 :],
            taken=frozenset(line_end(line) for written in self._written for line in written),
        )

    def _compose_line(self, shape: Line, ending: Ending) -> Writing[str]:
        earlier = [line for lines in self._written for line in lines]
        is_forbidden = self._wishes.forbid
        for _ in range(_ATTEMPTS):
            candidates = yield from self._writer.propose(shape.measure, is_forbidden, ending)
            best = best_line(candidates, earlier, self._wishes)
            if best is not None:
                measure = shape.measure
                return best.text + (measure.mark if isinstance(measure, RegulatedLine) else "")
            is_forbidden = self._forbid_going_round(earlier)
        raise BackendFailed("The model found no words for this. Try another theme or seed.")

    def _forbid_going_round(self, earlier: Sequence[str]) -> Callable[[str], bool]:
        """Returns what to forbid a model that says the same line again, however often asked."""
        return lambda line: self._wishes.forbid(line) or opens_like(line, earlier)
