"""A poem's form."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from models.errors import RequestRejected
from models.text.forms.lines import Layout, Section
from models.text.forms.loosening import loosened
from models.text.forms.notation import Pattern, parse_notation

LONGEST_WORD = 14
"""Letters of a word that the lines of an acrostic spell."""


@dataclass(frozen=True)
class Form:
    """A poem's form.

    Attributes:
        name: What members call it.
        wording: What a prompt calls it, after "Write a".
        summary: One line that explains it.
        notation: How its lines are, see `models.text.forms.notation`.
        history: A sentence on where it comes from, for learners.
        source: Where that and the rules can be read up.
    """

    name: str
    wording: str
    summary: str
    notation: str
    history: str = ""
    source: str = ""

    @cached_property
    def pattern(self) -> Pattern:
        """What the notation says.

        Raises:
            FormInvalid: It can't be read, or contradicts itself.
        """
        return parse_notation(self.notation)

    def is_scanned_in(self, language: str) -> bool:
        """Returns whether a poem in it keeps to sounds: English ones, or those of its own language.

        Args:
            language: What members ask for; a form with a language of its own heeds no other.
        """
        return self.pattern.language is not None or language.casefold() == "english"

    def layout(self, seed: int, word: str | None = None, *, can_scan: bool = True) -> Layout:
        """Returns the stanzas of one poem.

        Args:
            seed: Draws one of the ways to lay the form out.
            word: What the lines spell, if it is a form that spells.
            can_scan: Whether to hold to syllables, metre and rhyme.

        Raises:
            RequestRejected: The word can't be spelled by lines.
        """
        layout = random.Random(seed).choice(self.pattern.layouts)
        if self.pattern.spells:
            layout = _spelling(layout, word)
        return layout if can_scan else loosened(layout)


def _spelling(layout: Layout, word: str | None) -> Layout:
    [[line]] = [section.lines for section in layout]
    lines = (replace(line, initial=letter) for letter in spelled_letters(word or ""))
    return (Section(tuple(lines)),)


def spelled_letters(word: str) -> Sequence[str]:
    """Returns the letters that the lines of an acrostic begin with, in lower case.

    Raises:
        RequestRejected: They are too few, too many, or not of the Latin alphabet.
    """
    letters = [letter for letter in word.casefold() if letter not in " '’-"]
    if not letters:
        raise RequestRejected("Which word shall the lines spell? Say so with `word:`.")
    if not all(letter.isascii() and letter.isalpha() for letter in letters):
        raise RequestRejected(
            "The first letters of an acrostic are from A to Z; I can't spell that word with them."
        )
    if not 2 <= len(letters) <= LONGEST_WORD:
        raise RequestRejected(
            f"An acrostic spells 2 to {LONGEST_WORD} letters, one a line; that has {len(letters)}."
        )
    return letters
