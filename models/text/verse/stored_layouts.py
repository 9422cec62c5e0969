"""The layout of a poem that was written earlier, also of one that was gone on with since."""

import string
from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.base import Bond, PoemRequest
from models.text.forms.catalogue import form_of
from models.text.forms.lines import Layout, Line, Section
from models.text.verse.checking import faults
from models.text.verse.text_lines import line_plans, stanzas_of


def layout_of(request: PoemRequest, text: str) -> Layout:
    """Returns the layout that a poem has; empty if it is like none of its form.

    Args:
        request: What was asked.
        text: The whole poem; if it continues another, that one stands before it.

    Raises:
        RequestRejected: The form can't be read, or not be laid out.
        KeyError: There is no such form any more.
    """
    form = form_of(request)
    can_scan = form.is_scanned_in(request.language)
    own = form.layout(request.seed, request.word, can_scan=can_scan)
    if request.bond is not Bond.CONTINUES:
        return own
    # The seeds of what stands before are not known here: the layouts are told by the lines.
    others = form.pattern.layouts if can_scan and not form.pattern.spells else ()
    whole = list(dict.fromkeys((own, *others)))
    single = dict.fromkeys((section,) for layout in whole for section in layout)
    stanzas = [stanza.lines for stanza in stanzas_of(text)]
    return _joined(_matching(stanzas, [*whole, *single]) or ())


def _matching(
    stanzas: Sequence[Sequence[str]], layouts: Sequence[Layout]
) -> tuple[Layout, ...] | None:
    """Returns layouts that stanzas are in one after the other; None if there are none."""
    # For the last stanzas, from each of them on.
    ways: dict[int, tuple[Layout, ...]] = {len(stanzas): ()}
    for start in reversed(range(len(stanzas))):
        here = stanzas[start:]
        fitting = [
            layout
            for layout in layouts
            if start + len(layout) in ways and _has_lines_of(here, layout)
        ]
        if fitting:
            # The longest first: a single stanza says less of the form than all.
            best = min(fitting, key=lambda one: (-len(one), _count_faults(here, one)))
            ways[start] = (best, *ways[start + len(best)])
    return ways.get(0)


def _has_lines_of(stanzas: Sequence[Sequence[str]], layout: Layout) -> bool:
    here = stanzas[: len(layout)]
    return [len(lines) for lines in here] == [len(line_plans((each,))) for each in layout]


def _count_faults(stanzas: Sequence[Sequence[str]], layout: Layout) -> int:
    lines = [line for stanza in stanzas[: len(layout)] for line in stanza]
    return sum(len(faults(line, place, lines, layout)) for place, line in enumerate(lines))


def _joined(layouts: Sequence[Layout]) -> Layout:
    """Returns layouts as one; each goes on with letters and numbers of its own."""
    letters, numbers = iter(string.ascii_lowercase), iter(range(1, 100))
    return tuple(section for layout in layouts for section in _with_marks(layout, letters, numbers))


def _with_marks(layout: Layout, letters: Iterator[str], numbers: Iterator[int]) -> Layout:
    lines = [line for section in layout for line in section.lines]
    sounds = dict.fromkeys(sound for line in lines if (sound := _sound(line)))
    ends = dict.fromkeys(line.end_word for line in lines if line.end_word)
    new_letters = dict(zip(sounds, letters, strict=False))
    new_numbers = dict(zip(ends, numbers, strict=False))

    def renamed(line: Line) -> Line:
        letter = new_letters.get(_sound(line) or "")
        return replace(
            line,
            rhyme=letter if line.rhyme else None,
            refrain=letter.upper() + line.refrain[1:] if letter and line.refrain else None,
            end_word=new_numbers.get(line.end_word or 0),
        )

    return tuple(Section(tuple(map(renamed, each.lines)), each.label) for each in layout)


def _sound(line: Line) -> str | None:
    """Returns the letter of a line's rhyme, also where only its refrain is kept to."""
    return line.rhyme or (line.refrain[0].lower() if line.refrain else None)
