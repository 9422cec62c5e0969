"""A song's sections: from the names a member gives to labels, lines and refrains."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from models.errors import RequestRejected
from models.text.forms.lines import Layout, Line, Section
from models.text.forms.loosening import loosened
from models.text.songs.genre import Genre
from models.text.songs.genres import genre_of

MAX_SECTIONS = 12
MAX_NAME_CHARACTERS = 24

_RETURNING = frozenset({"Chorus", "Pre-Chorus", "Refrain", "Hook"})


def song_sections(
    structure: Sequence[str], genre: str | None = None, *, can_scan: bool = True
) -> Layout:
    """Lays out a song.

    Args:
        structure: The names of the sections in order; case and numbers don't matter.
        genre: The kind of music, in the member's words.
        can_scan: Whether to hold to syllables, metre and rhyme.

    Returns:
        The sections with their labels. Verses, and whatever else comes more than once with new
        words, are numbered; all of them have the same measures, and fit one melody. A chorus that
        comes again repeats the first one's words.

    Raises:
        RequestRejected: There are no sections, too many, or one has no usable name.
    """
    if not 1 <= len(structure) <= MAX_SECTIONS:
        raise RequestRejected(f"A song needs between 1 and {MAX_SECTIONS} sections.")
    known = genre_of(genre)
    names = [_section_name(name) for name in structure]
    totals = Counter(names)
    seen: Counter[str] = Counter()
    sections: list[Section] = []
    for index, name in enumerate(names):
        seen[name] += 1
        first = names.index(name)
        if name in _RETURNING and first < index:
            sections.append(replace(sections[first], repeats=first))
            continue
        numbered = totals[name] > 1 and name not in _RETURNING
        label = f"[{name} {seen[name]}]" if numbered else f"[{name}]"
        sections.append(Section(_own_lines(known, name, index), label))
    layout = tuple(sections)
    return layout if can_scan else loosened(layout)


def _own_lines(genre: Genre, name: str, index: int) -> tuple[Line, ...]:
    """Returns the lines of a section whose letters no other section has."""
    returning_in = name if genre.answers_stay else index
    return tuple(
        replace(
            line,
            rhyme=line.rhyme and f"{index}{line.rhyme}",
            refrain=line.refrain and f"{returning_in}{line.refrain}",
        )
        for line in genre.lines(name)
    )


def _section_name(name: str) -> str:
    letters = re.sub(r"[^\w\s-]|[\d_]", "", name)
    words = re.sub(r"[\s-]*-[\s-]*", "-", " ".join(letters.split())).strip("-")
    if not words or len(words) > MAX_NAME_CHARACTERS:
        raise RequestRejected(
            "A section's name has letters in it and at most "
            f"{MAX_NAME_CHARACTERS} characters, such as Verse, Chorus or Bridge."
        )
    titled = words.title()
    return "Pre-Chorus" if titled in {"Pre Chorus", "Prechorus"} else titled
