"""What is to be written: a form about a theme."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.base import LyricsRequest, PoemRequest
from tests.evaluations.verse.scansion import spoken
from tests.evaluations.verse.themes import THEMES

LYRICS = "lyrics"
ACROSTIC = "acrostic"
GENRES = ("folk", "pop", "rock", "blues", "country", "soul", "hip hop", "jazz", "gospel", "indie")
STRUCTURE = ("Verse", "Chorus", "Verse", "Chorus")


@dataclass(frozen=True)
class Order:
    """A poem or lyrics to write.

    Attributes:
        form: Name of the poem's form, or "lyrics".
        theme: What it is about.
        seed: Of the request.
        detail: The word that an acrostic spells, or the genre of lyrics.
    """

    form: str
    theme: str
    seed: int
    detail: str = ""

    @property
    def request(self) -> PoemRequest | LyricsRequest:
        """What Atelier is asked for."""
        if self.form == LYRICS:
            return LyricsRequest(self.theme, self.seed, self.detail, structure=STRUCTURE)
        return PoemRequest(self.theme, self.seed, self.form, word=self.detail or None)


def orders(form: str, themes: int, seed: int) -> list[Order]:
    """Returns the orders of one form.

    Args:
        form: Name of a poem's form, or "lyrics".
        themes: How many themes, spread over the list.
        seed: Each theme has one of its own, counted from this.
    """
    places = spread(themes)
    return [Order(form, THEMES[place], seed + place, _detail(form, place)) for place in places]


def spread(count: int) -> Sequence[int]:
    """Returns the places in the list of so many themes, from all parts of it."""
    return [place * len(THEMES) // count for place in range(count)]


def _detail(form: str, place: int) -> str:
    if form == LYRICS:
        # Shifted by one each time, so that the themes of a short run have different ones too.
        return GENRES[(place + place // len(GENRES)) % len(GENRES)]
    return longest_word(THEMES[place]) if form == ACROSTIC else ""


def longest_word(theme: str) -> str:
    """Returns the longest word of a theme, of its letters alone; the first of several."""
    return max((word.split("'")[0] for word in spoken(theme)), key=len)
