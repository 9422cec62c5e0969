"""Forms for languages without a dictionary of sounds: as long in words, and with their refrains."""

from dataclasses import replace
from math import ceil

from models.text.forms.lines import Layout, Line, Metre, Section, Words

# Of English verse: a word has 1.25 to 2.2 syllables.
_FEWEST, _MOST = 0.45, 0.8


def loosened(layout: Layout) -> Layout:
    """Returns a layout whose lines count words, without metre, rhyme, end words and parts."""
    return tuple(replace(section, lines=_loosened_lines(section)) for section in layout)


def _loosened_lines(section: Section) -> tuple[Line, ...]:
    lines: list[Line] = []
    syllables = 0
    for line in section.lines:
        if isinstance(line.measure, Metre):
            syllables += min(map(len, line.measure.patterns))
        if not line.runs_on:
            measure = _words_for(syllables) if syllables else line.measure
            lines.append(replace(line, measure=measure, rhyme=None, end_word=None))
            syllables = 0
    return tuple(lines)


def _words_for(syllables: int) -> Words:
    fewest = max(1, round(_FEWEST * syllables))
    return Words(fewest, max(fewest + 1, ceil(_MOST * syllables)))
