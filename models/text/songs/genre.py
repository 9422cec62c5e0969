"""A kind of music, as far as it shapes the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.text.forms.lines import Line
from models.text.forms.notation import parse_notation


@dataclass(frozen=True)
class Genre:
    """A genre of songs.

    Attributes:
        name: What members call it.
        wording: What a prompt calls a song of it, after "the lyrics of a".
        summary: One line that explains it.
        tempo: From slow to fast, in beats a minute.
        structure: The names of the sections of a usual song, in order.
        words: What its songs like to speak of.
        sections: How the lines of each section are, by its name in lower case, in the notation of
            `models.text.forms.notation`.
        aliases: What else members call it.
        answers_stay: Whether lines that return in a verse are the same in all verses, as what the
            crew answers in a shanty.
    """

    name: str
    wording: str
    summary: str
    tempo: tuple[int, int]
    structure: tuple[str, ...]
    words: tuple[str, ...]
    sections: Mapping[str, str]
    aliases: tuple[str, ...]
    answers_stay: bool

    def lines(self, section: str) -> tuple[Line, ...]:
        """Returns the lines of a section; one that the genre does not name is like a verse."""
        return _lines(self.sections.get(section.lower(), self.sections["verse"]))


@cache
def _lines(notation: str) -> tuple[Line, ...]:
    [layout] = parse_notation(notation).layouts
    [section] = layout
    return section.lines
