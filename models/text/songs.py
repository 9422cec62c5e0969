"""A song's sections: from the names a member gives to labels, lines and refrains."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from models.errors import RequestRejected
from models.text.forms.lines import Line, Section, Words

MAX_SECTIONS = 12
MAX_NAME_CHARACTERS = 24

_SUNG = Line(Words(4, 9))
_HOOK = Line(Words(3, 7))
_FOUR_LINES = (_SUNG,) * 4
_LINES: Mapping[str, tuple[Line, ...]] = {
    "Chorus": (_HOOK,) * 4,
    "Refrain": (_HOOK,) * 2,
    "Hook": (_HOOK,) * 2,
    "Intro": (_HOOK,) * 2,
    "Outro": (_HOOK,) * 2,
    "Pre-Chorus": (_SUNG,) * 2,
    "Bridge": (_SUNG,) * 3,
}
_RETURNING = frozenset({"Chorus", "Pre-Chorus", "Refrain", "Hook"})


def song_sections(structure: Sequence[str]) -> tuple[Section, ...]:
    """Lays out a song.

    Args:
        structure: The names of the sections in order; case and numbers don't matter.

    Returns:
        The sections with their labels. Verses, and whatever else comes more than once with new
        words, are numbered; a chorus that comes again repeats the first one's words.

    Raises:
        RequestRejected: There are no sections, too many, or one has no usable name.
    """
    if not 1 <= len(structure) <= MAX_SECTIONS:
        raise RequestRejected(f"A song needs between 1 and {MAX_SECTIONS} sections.")
    names = [_section_name(name) for name in structure]
    totals = Counter(names)
    seen: Counter[str] = Counter()
    sections: list[Section] = []
    for name in names:
        seen[name] += 1
        returning = name in _RETURNING
        numbered = totals[name] > 1 and not returning
        repeats = names.index(name) if returning and seen[name] > 1 else None
        label = f"[{name} {seen[name]}]" if numbered else f"[{name}]"
        sections.append(Section(_LINES.get(name, _FOUR_LINES), label, repeats))
    return tuple(sections)


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
