"""The notation of forms, from text to the lines of a poem.

    metre: iambic 4 3
    scheme: abab / cdcd

`syllables`, `metre` and `words` say how long lines are, by turns. In `scheme` each mark is a line:
lines with the same small letter rhyme, a dot rhymes with nothing, a capital such as A or A1 is a
line that returns word for word and rhymes with a, lines with the same number end on the same word.
A slash begins a stanza, and a plus joins two parts of one line. Each further `scheme` is another
way to lay the form out. `scheme: word` makes one line for each letter of a word that they spell.
`turn` is the line where the poem changes its mind, and `shape: centred` sets lines about an axis.
`regulated: 4 5` alone makes so many lines of so many characters, in the tone patterns of Chinese
regulated verse.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from models.text.forms.contradictions import NotedLine, check_scheme
from models.text.forms.lines import Layout, Line, Measure, Metre, Section, Words
from models.text.forms.reading import Entries, Entry, FormInvalid, Mark, read_entries
from models.text.verse.chinese.patterns import regulated_layouts
from models.text.verse.metre import METRES, syllabic

KEYS = ("syllables", "metre", "words", "scheme", "turn", "shape", "regulated")
_MEASURES = ("syllables", "metre", "words")
_FIGURES, _BETWEEN = r"[A-Za-z0-9]+", r"[\s,/-]"
_WORDS = r"[A-Za-z0-9-]+"
_SCHEME = r"[A-Z]\d?|[a-z]|\d+|[./+]"
MOST_LINES = 60
MOST_NOTATION_CHARACTERS = 1000
_REGULATED = "4 or 8 lines of 5 or 7 characters"
_MOST_SYLLABLES, _MOST_FEET, _MOST_WORDS = 20, 8, 20


@dataclass(frozen=True)
class Pattern:
    """What a notation says.

    Attributes:
        layouts: The ways to lay the form out; a form that spells has a single line, for each
            letter anew.
        spells: Its lines begin with the letters of a word.
        centred: Its lines are set about an axis.
        language: The only one it can be written in; None for any.
    """

    layouts: tuple[Layout, ...]
    spells: bool = False
    centred: bool = False
    language: str | None = None


def parse_notation(notation: str) -> Pattern:
    """Reads a notation.

    Raises:
        FormInvalid: It can't be read, or contradicts itself; says where.
    """
    if len(notation) > MOST_NOTATION_CHARACTERS:
        raise FormInvalid(f"A form's notation has up to {MOST_NOTATION_CHARACTERS} characters.")
    entries = read_entries(notation, KEYS)
    if "regulated" in entries:
        return Pattern(_read_regulated(entries), language="Chinese")
    measured = _measured_by(entries)
    measures = _read_measures(measured)
    centred = _is_centred(entries)
    if _spells(entries):
        return Pattern(((Section((Line(measures[0]),)),),), spells=True, centred=centred)
    schemes = [_read_scheme(entry) for entry in entries.get("scheme", ())]
    if not schemes:
        if measured.key.text.lower() == "words":
            measured.key.refuse("Lines measured in words need a scheme, such as: scheme: ..../....")
        schemes = [[[NotedLine(replace(mark, text=".")) for mark in _figures(measured)]]]
    turn = _read_turn(entries, schemes)
    layouts = (_lay_out(scheme, measures, turn) for scheme in schemes)
    return Pattern(tuple(layouts), centred=centred)


def _read_regulated(entries: Entries) -> tuple[Layout, ...]:
    entry = entries["regulated"][0]
    if len(entries) > 1:
        entry.key.refuse("Regulated verse leaves nothing else to be said.")
    figures = [mark.number(4, 8, _REGULATED) for mark in entry.marks(_FIGURES, _BETWEEN)]
    if len(figures) != 2 or figures[0] not in (4, 8) or figures[1] not in (5, 7):
        entry.key.refuse(f"Regulated verse has {_REGULATED}.")
    layouts = regulated_layouts(*figures)
    return tuple(
        (Section(tuple(Line(measure, measure.rhyme) for measure in layout)),) for layout in layouts
    )


def _measured_by(entries: Entries) -> Entry:
    found = [entry for key in _MEASURES for entry in entries.get(key, ())]
    if not found:
        raise FormInvalid(
            "Say how long the lines are, such as `syllables: 5 7 5` or `metre: iambic 4`."
        )
    if len(found) > 1:
        found[1].key.refuse(f"The lines are measured already, in {found[0].key.text}.")
    return found[0]


def _figures(entry: Entry) -> Sequence[Mark]:
    """Returns the marks of a measure that say how long lines are."""
    match entry.key.text.lower():
        case "words":
            return entry.marks(_WORDS)
        case "metre":
            return entry.marks(_FIGURES, _BETWEEN)[1:]
        case _:
            return entry.marks(_FIGURES, _BETWEEN)


def _read_measures(entry: Entry) -> list[Measure]:
    figures = _figures(entry)
    match entry.key.text.lower():
        case "syllables":
            counts = (each.number(1, _MOST_SYLLABLES, "syllables of a line") for each in figures)
            return [Metre(syllabic(count)) for count in counts]
        case "metre":
            [name, *_] = entry.marks(_FIGURES, _BETWEEN)
            metre = METRES.get(name.text.lower())
            if metre is None:
                name.refuse(f"I know these metres: {', '.join(METRES)}.")
            if not figures:
                name.refuse("Say how many feet a line has, such as: metre: iambic 4")
            return [Metre(metre(each.number(1, _MOST_FEET, "feet of a line"))) for each in figures]
        case _:
            return [_read_words(each) for each in figures]


def _read_words(mark: Mark) -> Words:
    numbers = re.fullmatch(r"(\d{1,2})-(\d{1,2})", mark.text)
    if numbers is None or not 1 <= int(numbers[1]) < int(numbers[2]) <= _MOST_WORDS:
        mark.refuse(f"Words a line are two numbers up to {_MOST_WORDS}, such as: words: 3-9")
    return Words(int(numbers[1]), int(numbers[2]))


def _is_centred(entries: Entries) -> bool:
    for entry in entries.get("shape", ()):
        for mark in entry.marks(r"\S+"):
            if mark.text != "centred":
                mark.refuse("The only shape is: centred")
    return "shape" in entries


def _spells(entries: Entries) -> bool:
    schemes = entries.get("scheme", ())
    spelling = [entry for entry in schemes if entry.value == "word"]
    if spelling and len(schemes) > 1:
        spelling[0].key.refuse("Where lines spell a word, there is no other scheme.")
    return bool(spelling)


def _read_scheme(entry: Entry) -> list[list[NotedLine]]:
    """Returns the lines of each stanza."""
    stanzas: list[list[NotedLine]] = [[]]
    joins: Mark | None = None
    for mark in entry.marks(_SCHEME):
        lines = stanzas[-1]
        if mark.text == "/":
            if not lines:
                mark.refuse("There is no line before this slash.")
            stanzas.append([])
        elif mark.text == "+":
            if not lines or joins is not None:
                mark.refuse("A plus stands between two parts of a line.")
            lines[-1] = replace(lines[-1], runs_on=True)
            joins = mark
        else:
            lines.append(NotedLine(mark, is_part=joins is not None))
            joins = None
    if joins is not None:
        joins.refuse("A plus stands between two parts of a line.")
    stanzas = [lines for lines in stanzas if lines]
    noted = [line for lines in stanzas for line in lines]
    if len(noted) > MOST_LINES:
        noted[MOST_LINES].mark.refuse(f"A poem has up to {MOST_LINES} lines.")
    return stanzas


def _read_turn(entries: Entries, schemes: Sequence[Sequence[Sequence[NotedLine]]]) -> int | None:
    for entry in entries.get("turn", ()):
        shortest = min(sum(map(len, scheme)) for scheme in schemes)
        return entry.marks(r"\S+")[0].number(2, shortest, "the line where the poem turns")
    return None


def _lay_out(
    scheme: Sequence[Sequence[NotedLine]], measures: Sequence[Measure], turn: int | None
) -> Layout:
    number = 0
    sections: list[Section] = []
    for stanza in scheme:
        whole = [line for line in stanza if not line.is_part]
        if len(whole) % len(measures):
            stanza[-1].mark.refuse(
                f"This stanza has {len(whole)} lines, but their length comes in turns of "
                f"{len(measures)}."
            )
        lines: list[Line] = []
        turns, measure = cycle(measures), measures[0]
        for noted in stanza:
            if not noted.is_part:
                number, measure = number + 1, next(turns)
            lines.append(noted.line(_part_of(measure, noted), turns=number == turn))
        sections.append(Section(tuple(lines)))
    check_scheme([noted for stanza in scheme for noted in stanza], sections)
    return tuple(sections)


def _part_of(measure: Measure, noted: NotedLine) -> Measure:
    """Returns the half of a measure that a part of a line has."""
    if not noted.runs_on and not noted.is_part:
        return measure
    if noted.runs_on and noted.is_part:
        noted.mark.refuse("A line has two parts at most.")
    if not isinstance(measure, Metre):
        noted.mark.refuse("Only lines measured in syllables or metre have parts.")
    half = min(map(len, measure.patterns)) // 4 * 2
    if not half:
        noted.mark.refuse("This line is too short to have parts.")
    halves = (each[:half] if noted.runs_on else each[half:] for each in measure.patterns)
    return Metre(tuple(dict.fromkeys(halves)))
