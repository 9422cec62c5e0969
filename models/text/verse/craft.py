"""How a text is made: its metre, its rhymes, and the liberties that it takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.base import SungLine
from models.text.forms.lines import Layout
from models.text.verse.chinese.characters import last_character
from models.text.verse.chinese.check import find_faults
from models.text.verse.chinese.recital import Recital, recite
from models.text.verse.chinese.recital import rhyme as chinese_rhyme
from models.text.verse.licences import licences
from models.text.verse.reading_aloud import Reading, read_aloud
from models.text.verse.rhyme import Rhyme
from models.text.verse.sounds import rhyme_of, written_words
from models.text.verse.text_lines import LinePlan, line_plans, lines_of, stanzas_of

# Further apart, nobody hears two lines rhyme that need not.
_WITHIN_EARSHOT = 4
_FIGURES = re.compile(r"\d")


@dataclass(frozen=True)
class Echo:
    """The earlier line that a line rhymes with.

    Attributes:
        place: The earlier line, from 0.
        end_word: What it ends on.
        rhyme: How the two rhyme.
    """

    place: int
    end_word: str
    rhyme: Rhyme


@dataclass(frozen=True)
class StudiedLine:
    """What there is to see in a line.

    Attributes:
        reading: How it is said; None in other languages than English, and where it has figures.
        mark: Its letter in the scheme, the name of its refrain or the number of its end word.
        end_word: What it ends on, as it stands there; empty if there is no word.
        echo: What it rhymes with.
        licences: The liberties that it takes with the metre or the tones.
        recital: How it is said, if it is a line of Chinese regulated verse.
    """

    text: str
    reading: Reading | None = None
    mark: str | None = None
    end_word: str = ""
    echo: Echo | None = None
    licences: tuple[str, ...] = ()
    recital: Recital | None = None


@dataclass(frozen=True)
class StudiedStanza:
    """A stanza of a poem or a section of a song; see `models.text.verse.text_lines.Stanza`."""

    label: str | None
    lines: tuple[StudiedLine, ...]


@dataclass(frozen=True)
class Craft:
    """How a text is made.

    Attributes:
        keeps_layout: Whether it has the lines of its layout. If not, nothing is said of marks,
            metre and licences, only what can be heard.
    """

    stanzas: tuple[StudiedStanza, ...]
    keeps_layout: bool

    @property
    def lines(self) -> tuple[StudiedLine, ...]:
        """All lines in order."""
        return tuple(line for stanza in self.stanzas for line in stanza.lines)


def study(text: str, layout: Layout, *, is_english: bool = True) -> Craft:
    """Returns how a text is made.

    Args:
        text: The poem or lyrics.
        layout: Its form; empty if that is not known.
        is_english: Whether it can be said by the dictionary.
    """
    texts, plans = lines_of(text), _plans(text, layout)
    waiting = (
        _study_line(place, texts, plans, is_english=is_english) for place in range(len(texts))
    )
    stanzas = (
        StudiedStanza(stanza.label, tuple(next(waiting) for _ in stanza.lines))
        for stanza in stanzas_of(text)
    )
    return Craft(tuple(stanzas), None not in plans)


def sung_lines(text: str, layout: Layout) -> tuple[SungLine, ...]:
    """Returns how the lines of an English text are said, for a tune; labels are left out."""
    readings = (
        (line, read_aloud(line, plan.metres if plan else ()).stresses)
        for line, plan in zip(lines_of(text), _plans(text, layout), strict=True)
    )
    return tuple(SungLine(line, len(stresses), stresses) for line, stresses in readings)


def _plans(text: str, layout: Layout) -> Sequence[LinePlan | None]:
    """Returns what is asked of each line; nothing where the text has other lines."""
    count, plans = len(lines_of(text)), line_plans(layout)
    return plans if len(plans) == count else (None,) * count


def _study_line(
    place: int, texts: Sequence[str], plans: Sequence[LinePlan | None], *, is_english: bool
) -> StudiedLine:
    text, plan = texts[place], plans[place]
    mark = plan.mark if plan else None
    end_word = _end_word(text)
    if plan and plan.tones:
        return _study_tones(place, texts, plans)
    if not is_english or _FIGURES.search(text):
        return StudiedLine(text, None, mark, end_word)
    metres = plan.metres if plan else ()
    reading = read_aloud(text, metres)
    freedom = licences(reading.metre, metres) if reading.metre else ()
    return StudiedLine(text, reading, mark, end_word, _echo(place, texts, plans), freedom)


def _study_tones(place: int, texts: Sequence[str], plans: Sequence[LinePlan | None]) -> StudiedLine:
    text, plan = texts[place], plans[place]
    layout = [plan.tones for plan in plans if plan and plan.tones]
    faults = [fault for fault in find_faults(texts, layout) if fault.line == place + 1]
    return StudiedLine(
        text,
        mark=plan.mark if plan else None,
        end_word=_end_word(text),
        echo=_echo(place, texts, plans),
        licences=tuple(fault.sentence for fault in faults),
        recital=recite(text),
    )


def _echo(place: int, texts: Sequence[str], plans: Sequence[LinePlan | None]) -> Echo | None:
    """Returns the last line that this one is to rhyme with, or else one that it does."""
    sound = _sound(plans[place])
    for other in reversed(range(place)):
        rhyme = _rhyme(texts[place], texts[other])
        is_meant = sound is not None and sound == _sound(plans[other])
        is_free = sound is None and _sound(plans[other]) is None
        is_heard = rhyme is Rhyme.PERFECT and place - other <= _WITHIN_EARSHOT
        if is_meant or (is_free and is_heard):
            return Echo(other, _end_word(texts[other]), rhyme)
    return None


def _end_word(text: str) -> str:
    words = written_words(text)
    return last_character(text) or (words[-1].text if words else "")


def _sound(plan: LinePlan | None) -> str | int | None:
    """Returns what lines have in common that are to end alike."""
    return plan and (plan.parts[-1].rhyme or plan.parts[-1].end_word)


def _rhyme(one: str, other: str) -> Rhyme:
    if last_character(one) and last_character(other):
        return chinese_rhyme(one, other)
    first, second = written_words(one), written_words(other)
    if not first or not second:
        return Rhyme.NONE
    return rhyme_of(first[-1].name, second[-1].name)
