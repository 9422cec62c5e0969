"""Finding where a poem departs from the form it is to be in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.text.verse.chinese.characters import han_characters, is_han
from models.text.verse.chinese.patterns import RegulatedLine
from models.text.verse.chinese.pronunciation import (
    EITHER,
    LEVEL,
    OBLIQUE,
    readings,
    rhyme_groups,
)
from models.text.verse.chinese.tones import possible_tones

_NAMES = {LEVEL: "a level tone", OBLIQUE: "an oblique tone"}


@dataclass(frozen=True)
class Fault:
    """Where a poem departs from its form.

    Attributes:
        line: Which line, from 1; None for the poem as a whole.
        place: Which character of the line, from 1; None for the line as a whole.
        sentence: What is wrong, to be read by people.
    """

    line: int | None
    place: int | None
    sentence: str


def find_faults(lines: Sequence[str], layout: Sequence[RegulatedLine]) -> list[Fault]:
    """Returns the faults of a poem, from the first line to the last.

    A character is taken in whichever of its living readings fits.

    Args:
        lines: Of the poem, with or without punctuation; none is empty.
        layout: What it is held to, one of `regulated_layouts`.
    """
    poem = list(map(han_characters, lines))
    faults = [
        fault
        for number, (line, written, shape) in enumerate(
            zip(poem, lines, layout, strict=False), start=1
        )
        for fault in _line_faults(number, line, written, shape)
    ]
    faults += _rhyme_faults(poem, layout)
    if len(lines) != len(layout):
        faults.append(
            Fault(
                None, None, f"The poem has {_count(len(lines), 'line')} instead of {len(layout)}."
            )
        )
    return sorted(faults, key=lambda fault: (fault.line or 0, fault.place or 0))


def _line_faults(number: int, line: str, written: str, shape: RegulatedLine) -> Iterator[Fault]:
    letters = [each for each in written if each.isalnum()]
    foreign = [each for each in letters if not (is_han(each) and readings(each))]
    if foreign:
        sentence = f"“{foreign[0]}” is no Chinese character with a known sound."
        yield Fault(number, letters.index(foreign[0]) + 1, sentence)
    elif len(line) != shape.characters:
        characters = _count(len(line), "character")
        sentence = f"The line has {characters} instead of {shape.characters}."
        yield Fault(number, None, sentence)
    else:
        yield from _tone_faults(number, line, shape)


def _tone_faults(number: int, line: str, shape: RegulatedLine) -> Iterator[Fault]:
    tones = possible_tones(line)
    patterns = (*shape.patterns, *shape.tolerated)
    pattern = min(patterns, key=lambda pattern: len(_misfits(tones, pattern)))
    for place in _misfits(tones, pattern):
        (tone,) = tones[place]
        pinyin = readings(line[place])[0].pinyin
        sentence = (
            f"“{line[place]}” ({pinyin}) has {_NAMES[tone]} where {_NAMES[pattern[place]]} belongs."
        )
        yield Fault(number, place + 1, sentence)


def _misfits(tones: Sequence[frozenset[str]], pattern: str) -> list[int]:
    """Returns the places where a line does not fit a pattern."""
    return [
        place
        for place, (possible, asked) in enumerate(zip(tones, pattern, strict=True))
        if asked != EITHER and asked not in possible
    ]


def _rhyme_faults(poem: Sequence[str], layout: Sequence[RegulatedLine]) -> Iterator[Fault]:
    rhymed = [
        (number, line)
        for number, (line, shape) in enumerate(zip(poem, layout, strict=False), start=1)
        if shape.rhyme and line
    ]
    group = _shared_group([line[-1] for _, line in rhymed])
    model = next((line[-1] for _, line in rhymed if group in rhyme_groups(line[-1])), "")
    used: set[str] = set()
    for number, line in rhymed:
        end = line[-1]
        if group not in rhyme_groups(end):
            yield Fault(number, len(line), f"“{end}” does not rhyme with “{model}”.")
        if end in used:
            yield Fault(number, len(line), f"“{end}” is a rhyme of an earlier line already.")
        used.add(end)


def _shared_group(ends: Sequence[str]) -> str:
    """Returns the rhyme group that most ends are in, of several the first."""
    counts = Counter(group for end in ends for group in rhyme_groups(end))
    return max(counts, key=lambda group: counts[group], default="")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
