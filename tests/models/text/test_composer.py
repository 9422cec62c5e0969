"""Composing with a scripted writer: what is kept, appended and told, line by line."""

from collections.abc import Callable, Generator, Iterator
from typing import Any, TypeVar, cast

import pytest

from models.errors import BackendFailed, RequestRejected
from models.text.composer import Composer
from models.text.demands import NO_DEMANDS, Demands, Effort
from models.text.forms.lines import Line, Measure, Metre, Section, Words
from models.text.forms.notation import parse_notation
from models.text.line_writer import LineWriter
from models.text.lines import Candidate, Wishes
from models.text.material import NO_MATERIAL, Material
from models.text.verse.endings import ANY_ENDING, Ending
from models.text.verse.metre import syllabic
from models.text.writing import Writing

SHAPE = Line(Words(2, 5))
Result = TypeVar("Result")


class ScriptedWriter:
    """Proposes the lines it was given, one set of candidates after the other.

    Attributes:
        appended: What became part of the text, in order.
        demands: What each line had to be.
    """

    def __init__(self, *proposals: list[str]) -> None:
        self._proposals: Iterator[list[str]] = iter(proposals)
        self.appended: list[str] = []
        self.demands: list[Demands] = []

    @property
    def endings(self) -> list[Ending]:
        return [each.ending for each in self.demands]

    def append(self, words: str) -> Writing[None]:
        self.appended.append(words)
        yield []

    def propose(
        self, shape: Measure, is_forbidden: Callable[[str], bool], demands: Demands = NO_DEMANDS
    ) -> Writing[list[Candidate]]:
        self.demands.append(demands)
        yield []
        lines = [line for line in next(self._proposals) if not is_forbidden(line)]
        return [Candidate(line, -1.0 - place) for place, line in enumerate(lines)]


def compose(
    writer: ScriptedWriter, *sections: Section, material: Material = NO_MATERIAL
) -> tuple[str, list[str]]:
    """Returns a work and all drafts of it that were told."""
    drafts: list[str] = []
    composer = Composer(cast(LineWriter, writer), sections, Wishes(), drafts.append, material)
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


def test_a_line_that_is_not_found_is_looked_for_harder() -> None:
    writer = ScriptedWriter([""], [""], ["Rain on the roof"])
    compose(writer, Section((SHAPE,)))
    assert [each.effort for each in writer.demands] == [Effort.USUAL, Effort.USUAL, Effort.MORE]


def test_where_all_came_to_nothing_the_most_is_tried() -> None:
    writer = ScriptedWriter(*[[""]] * 9, ["Rain on the roof"])
    text, _ = compose(writer, Section((SHAPE,)))
    assert text == "Rain on the roof"
    assert [each.effort for each in writer.demands][7:] == [Effort.MORE, Effort.MOST, Effort.MOST]


def test_a_model_without_words_is_said_to_have_none() -> None:
    writer = ScriptedWriter(*[["", ""]] * 10)
    with pytest.raises(BackendFailed, match=r"found no words for this\. Try another theme or seed"):
        compose(writer, Section((SHAPE,)))


def test_lines_of_verse_are_told_what_they_have_to_rhyme_with() -> None:
    stanza = Section(tuple(Line(Metre(syllabic(4)), letter) for letter in ("a", "b", "a", None)))
    writer = ScriptedWriter(
        ["Rain all the night,"], ["Wind in the reeds"], ["Then there is light"], ["And so it ends."]
    )
    compose(writer, stanza)
    assert [ending.rhymes_with for ending in writer.endings] == [(), (), ("night",), ()]
    assert [ending.rhymes_to_come for ending in writer.endings] == [1, 0, 0, 0]
    assert writer.endings[-1].taken == {"night", "reeds", "light"}


def test_stanzas_rhyme_by_their_own_letters() -> None:
    couplets = [Section((Line(Metre(syllabic(2)), letter),) * 2) for letter in "ab"]
    writer = ScriptedWriter(["By night"], ["Bring light"], ["By day"], ["Go way"])
    compose(writer, *couplets)
    assert [ending.rhymes_with for ending in writer.endings] == [(), ("night",), (), ("day",)]
    assert writer.endings[2].taken == {"night", "light"}


def section(scheme: str) -> Section:
    [layout] = parse_notation(f"syllables: 4\nscheme: {scheme}").layouts
    [only] = layout
    return only


def test_a_refrain_returns_word_for_word_without_the_model() -> None:
    writer = ScriptedWriter(["Rain all the night,"], ["Wind in the reeds"], ["Then there is light"])
    text, _ = compose(writer, section("A.aA"))
    assert text.split("\n") == [
        "Rain all the night,", "Wind in the reeds", "Then there is light", "Rain all the night",
    ]  # fmt: skip
    assert [ending.rhymes_with for ending in writer.endings] == [(), (), ("night",)]


def test_end_words_return_and_two_parts_make_a_line() -> None:
    writer = ScriptedWriter(["Snow on the sea"], ["The red hill"], ["Over the sea,"], ["a hill"])
    text, drafts = compose(writer, section("1 2 1+2"))
    assert text.split("\n")[-1] == "Over the sea, a hill"
    assert drafts[-2].endswith("\nOver the sea,")
    assert writer.appended[-2:] == ["Over the sea,", " a hill\n\n"]
    assert [ending.has_to_be for ending in writer.endings] == [None, None, "sea", "hill"]
    assert [ending.metres for ending in writer.endings] == [(("xx",),), (("xx",),), (), ()]
    assert [(each.runs_on, each.is_inside) for each in writer.demands[2:]] == [
        (True, False), (False, True),
    ]  # fmt: skip


def test_given_lines_stand_and_others_rhyme_with_those_to_come() -> None:
    writer = ScriptedWriter(["Wind in the reeds"], ["Down came the light"], ["All over seeds"])
    given = (None, None, None, "No end in sight")
    text, _ = compose(writer, section("baba"), material=Material(given))
    assert text.split("\n")[1:] == ["Down came the light", "All over seeds", "No end in sight"]
    assert [each.rhymes_with for each in writer.endings] == [(), ("sight",), ("reeds",)]


def test_a_given_line_is_not_said_again_by_the_model() -> None:
    writer = ScriptedWriter(["Rain on the roof", "Wind in the reeds"])
    given = (None, "Rain on the roof")
    text, _ = compose(writer, section(".."), material=Material(given))
    assert text == "Wind in the reeds\nRain on the roof"


def test_nothing_is_said_that_an_earlier_poem_says() -> None:
    writer = ScriptedWriter(["Rain on the roof", "Wind in the reeds"])
    text, _ = compose(writer, section("."), material=Material(earlier=("Rain on the roof",)))
    assert text == "Wind in the reeds"


def test_keywords_are_spread_over_the_lines() -> None:
    writer = ScriptedWriter(["One line"], ["The fox sleeps"], ["Two lines"], ["Some ice"])
    compose(writer, section("...."), material=Material(keywords=("fox", "ice")))
    assert [each.woven for each in writer.demands] == [None, "fox", None, "ice"]


def test_a_keyword_that_fits_no_line_goes_to_the_next() -> None:
    writer = ScriptedWriter(["One line"], [""], [""], ["Two lines"], ["The fox sleeps"])
    text, _ = compose(writer, section("..."), material=Material(keywords=("fox",)))
    assert text == "One line\nTwo lines\nThe fox sleeps"
    assert [each.woven for each in writer.demands] == [None, "fox", "fox", None, "fox"]


def test_a_keyword_that_fits_nowhere_is_told() -> None:
    writer = ScriptedWriter([""], [""], ["Only one line"])
    with pytest.raises(RequestRejected, match="no line that “Kubernetes” fits into"):
        compose(writer, section("."), material=Material(keywords=("Kubernetes",)))


def test_lines_of_prose_may_end_on_anything_new() -> None:
    writer = ScriptedWriter(["Rain on the roof"])
    compose(writer, Section((SHAPE,)))
    assert writer.endings == [ANY_ENDING]
