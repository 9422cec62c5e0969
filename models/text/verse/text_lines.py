"""The lines of a finished text, and what its layout asks of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from models.text.forms.lines import Layout, Line, Metre, Words
from models.text.verse.chinese.patterns import RegulatedLine

_LETTER = re.compile(r"[A-Za-z]\d?$")
_LABEL = re.compile(r"\[.+\]")


@dataclass(frozen=True)
class Stanza:
    """A stanza of a poem or a section of a song.

    Attributes:
        label: What stands above it, such as "[Verse 1]".
    """

    label: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True)
class LinePlan:
    """What a layout asks of a line of the text.

    Attributes:
        parts: Two where a line is joined from two parts, and else one.
    """

    parts: tuple[Line, ...]

    @property
    def metres(self) -> tuple[str, ...]:
        """The metres that the line may be in; none where its length is counted in words."""
        patterns: list[tuple[str, ...]] = []
        for part in self.parts:
            if not isinstance(part.measure, Metre):
                return ()
            patterns.append(part.measure.patterns)
        return tuple("".join(metres) for metres in product(*patterns))

    @property
    def words(self) -> Words | None:
        """The length in words, where that is what counts."""
        measure = self.parts[0].measure
        return measure if isinstance(measure, Words) else None

    @property
    def tones(self) -> RegulatedLine | None:
        """The tones that it is held to, in Chinese regulated verse."""
        measure = self.parts[0].measure
        return measure if isinstance(measure, RegulatedLine) else None

    @property
    def mark(self) -> str | None:
        """The line's letters, names of refrains or numbers in the scheme; None if it has none."""
        marks = (_mark(part) for part in self.parts)
        return "+".join(mark for mark in marks if mark) or None


def stanzas_of(text: str) -> list[Stanza]:
    """Returns the stanzas of a text, with labels such as "[Chorus]" set apart."""
    stanzas: list[Stanza] = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.split("\n") if line.strip()]
        label = lines.pop(0) if lines and _LABEL.fullmatch(lines[0]) else None
        if label or lines:
            stanzas.append(Stanza(label, tuple(lines)))
    return stanzas


def lines_of(text: str) -> tuple[str, ...]:
    """Returns the lines of a text, without labels."""
    return tuple(line for stanza in stanzas_of(text) for line in stanza.lines)


def with_line(text: str, place: int, line: str) -> str:
    """Returns a text with another line at a place, from 0, among all its lines."""
    stanzas: list[str] = []
    for stanza in stanzas_of(text):
        lines = list(stanza.lines)
        if 0 <= place < len(lines):
            lines[place] = line
        place -= len(lines)
        stanzas.append("\n".join([stanza.label, *lines] if stanza.label else lines))
    return "\n\n".join(stanzas)


def line_plans(layout: Layout) -> tuple[LinePlan, ...]:
    """Returns what a layout asks of each line of the text, parts of one line joined."""
    return tuple(plan for section in layout for plan in _joined(section.lines))


def _joined(lines: tuple[Line, ...]) -> Iterator[LinePlan]:
    parts: list[Line] = []
    for line in lines:
        parts.append(line)
        if not line.runs_on:
            yield LinePlan(tuple(parts))
            parts = []


def _mark(line: Line) -> str | None:
    if line.end_word is not None:
        return str(line.end_word)
    # A song's marks have their section before them: the letters begin anew in each.
    found = _LETTER.search(line.refrain or line.rhyme or "")
    return found and found[0]
