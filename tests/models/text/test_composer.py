"""Composing with a scripted writer: what is kept, appended and told, line by line."""

from collections.abc import Callable, Generator, Iterator
from typing import Any, TypeVar, cast

import pytest

from models.errors import BackendFailed
from models.text.composer import Composer
from models.text.forms.lines import Line, Measure, Metre, Section, Words
from models.text.line_writer import LineWriter
from models.text.lines import Candidate, Wishes
from models.text.verse.endings import ANY_ENDING, Ending
from models.text.verse.metre import syllabic
from models.text.writing import Writing

SHAPE = Line(Words(2, 5))
Result = TypeVar("Result")


class ScriptedWriter:
    """Proposes the lines it was given, one set of candidates after the other.

    Attributes:
        appended: What became part of the text, in order.
        endings: What each line might end on.
    """

    def __init__(self, *proposals: list[str]) -> None:
        self._proposals: Iterator[list[str]] = iter(proposals)
        self.appended: list[str] = []
        self.endings: list[Ending] = []

    def append(self, words: str) -> Writing[None]:
        self.appended.append(words)
        yield []

    def propose(
        self, shape: Measure, is_forbidden: Callable[[str], bool], ending: Ending
    ) -> Writing[list[Candidate]]:
        self.endings.append(ending)
        yield []
        lines = [line for line in next(self._proposals) if not is_forbidden(line)]
        return [Candidate(line, -1.0 - place) for place, line in enumerate(lines)]


def compose(writer: ScriptedWriter, *sections: Section) -> tuple[str, list[str]]:
    """Returns a work and all drafts of it that were told."""
    drafts: list[str] = []
    composer = Composer(cast(LineWriter, writer), sections, Wishes(), drafts.append)
    return finished(composer.compose()), drafts


def finished(writing: Generator[Any, Any, Result]) -> Result:
    """Runs a writing to its end, with nothing to read."""
    while True:
        try:
            next(writing)
        except StopIteration as end:
            return end.value


def test_drafts_grow_by_whole_lines_and_end_in_the_work() -> None:
    writer = ScriptedWriter(["Rain on the roof"], ["Wind in the reeds"], ["Night over hills"])
    text, drafts = compose(writer, Section((SHAPE, SHAPE)), Section((SHAPE,)))
    assert text == "Rain on the roof\nWind in the reeds\n\nNight over hills"
    assert drafts == [
        "Rain on the roof",
        "Rain on the roof\nWind in the reeds",
        "Rain on the roof\nWind in the reeds\n\nNight over hills",
    ]


def test_the_text_goes_on_after_what_was_kept() -> None:
    writer = ScriptedWriter(["Rain on the roof", "Not kept at all"], ["Wind in the reeds,"])
    compose(writer, Section((SHAPE, SHAPE), label="[Verse]"))
    assert writer.appended == ["[Verse]\n", "Rain on the roof\n", "Wind in the reeds\n\n"]


def test_a_chorus_returns_word_for_word_and_is_told_at_once() -> None:
    chorus = Section((SHAPE, SHAPE), label="[Chorus]")
    again = Section((SHAPE, SHAPE), label="[Chorus]", repeats=0)
    writer = ScriptedWriter(["Rain on the roof"], ["Wind in the reeds"])
    text, drafts = compose(writer, chorus, again)
    assert text == "\n\n".join(["[Chorus]\nRain on the roof\nWind in the reeds"] * 2)
    assert drafts[-1] == text
    assert len(drafts) == 3
    assert writer.appended[-2:] == ["[Chorus]\n", "Rain on the roof\nWind in the reeds\n\n"]


def test_a_line_that_was_said_is_written_anew() -> None:
    writer = ScriptedWriter(["Rain on the roof"], ["Rain on the roof"], ["Wind in the reeds"])
    text, _ = compose(writer, Section((SHAPE, SHAPE)))
    assert text == "Rain on the roof\nWind in the reeds"


def test_a_model_that_goes_round_in_a_circle_is_made_to_begin_otherwise() -> None:
    rain, wind = "Rain on the roof", "Wind in the reeds"
    writer = ScriptedWriter([rain], [rain], ["Rains on the roof, again", wind])
    text, _ = compose(writer, Section((SHAPE, SHAPE)))
    assert text == f"{rain}\n{wind}"


def test_a_model_without_words_is_said_to_have_none() -> None:
    writer = ScriptedWriter(*[["", ""]] * 8)
    with pytest.raises(BackendFailed, match=r"found no words for this\. Try another theme or seed"):
        compose(writer, Section((SHAPE,)))


def test_lines_of_verse_are_told_what_they_have_to_rhyme_with() -> None:
    stanza = Section(tuple(Line(Metre(syllabic(4)), letter) for letter in ("a", "b", "a", None)))
    writer = ScriptedWriter(
        ["Rain all the night,"], ["Wind in the reeds"], ["Then there is light"], ["And so it ends."]
    )
    compose(writer, stanza)
    assert [ending.rhymes_with for ending in writer.endings] == [(), (), ("night",), ()]
    assert [ending.is_rhymed_later for ending in writer.endings] == [True, False, False, False]
    assert writer.endings[-1].taken == {"night", "reeds", "light"}


def test_a_second_stanza_rhymes_anew() -> None:
    couplet = Section((Line(Metre(syllabic(2)), "a"),) * 2)
    writer = ScriptedWriter(["By night"], ["Bring light"], ["By day"], ["Go way"])
    compose(writer, couplet, couplet)
    assert [ending.rhymes_with for ending in writer.endings] == [(), ("night",), (), ("day",)]
    assert writer.endings[2].taken == {"night", "light"}


def test_lines_of_prose_may_end_on_anything_new() -> None:
    writer = ScriptedWriter(["Rain on the roof"])
    compose(writer, Section((SHAPE,)))
    assert writer.endings == [ANY_ENDING]
