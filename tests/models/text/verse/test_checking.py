import pytest

from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form
from models.text.forms.lines import Layout
from models.text.verse.checking import faults

_ABAB = catalogue()["quatrain"].pattern.layouts[0]
_LINES = (
    "The moon is rising on the sea,",
    "And all the ships are made of light;",
    "Silver the water looks to me,",
    "And silver is the sleeping night.",
)


def _layout(form: str) -> Layout:
    return catalogue()[form].layout(0)


@pytest.mark.parametrize("line", [
    "And silver is the sleeping night.",
    "Silver and cold the winter’s bite",
    "And every fire is burning bright",
])  # fmt: skip
def test_a_line_in_its_form_has_no_faults(line: str) -> None:
    assert faults(line, 3, _LINES, _ABAB) == ()


@pytest.mark.parametrize(("line", "told"), [
    ("And silver is the night.", ["This line has 6 syllables; the form asks for 8 or 9."]),
    ("Night.", ["This line has 1 syllable; the form asks for 8 or 9."]),
    ("Sleep comes with delight and with night", [
        "The stress falls on the second syllable of “delight”, but the beat of the line on its "
        "first.",
    ]),
    ("And there beneath the night of the", [
        "The beat falls on “the”, which nobody stresses.",
        "“the” does not rhyme with “light”.",
    ]),
    ("And silver is the sleeping stone", ["“stone” does not rhyme with “light”."]),
    ("And silver is the sleeping lime", ["“lime” rhymes only by half with “light”."]),
    ("And silver is the old delight", [
        "“delight” sounds too much like “light”: a rhyme begins with another sound.",
    ]),
    ("And silver is the sleeping light", ["Line 2 ends on “light” already."]),
    ("and all the ships are made of light", [
        "This line stands in the poem already, as line 2.",
        "Line 2 ends on “light” already.",
    ]),
    ("In 1999 we wrote at night", [
        "I can't tell how “1999” is said. Please write it in letters.",
    ]),
])  # fmt: skip
def test_what_breaks_the_form_is_told(line: str, told: list[str]) -> None:
    assert list(faults(line, 3, _LINES, _ABAB)) == told


def test_lines_that_are_not_there_yet_ask_for_nothing() -> None:
    lines = [None, None, None, _LINES[3]]
    assert faults("And silver is the sleeping stone", 3, lines, _ABAB) == ()


def test_a_refrain_has_to_be_the_same_words() -> None:
    refrain = "The rain is on the roof tonight"
    lines = [refrain if at in {0, 3, 6} else None for at in range(8)]

    assert faults(f"{refrain}!", 3, lines, _layout("triolet")) == ()
    told = faults("The rain is on the house tonight", 3, lines, _layout("triolet"))
    assert told == (f"This line returns word for word: it has to be “{refrain}”, as line 1 is.",)


def test_an_acrostic_has_its_letters() -> None:
    layout = catalogue()["acrostic"].layout(0, "moon")

    assert faults("My silver song is for the night", 0, [None] * 4, layout) == ()
    assert faults("The silver song is for the night", 0, [None] * 4, layout) == (
        "This line has to begin with M.",
    )


def test_end_words_have_to_be_the_same() -> None:
    layout = Form("ours", "poem", "", "metre: iambic 2\nscheme: 1 1").layout(0)

    assert faults("a house of stone", 1, ["upon a stone", None], layout) == ()
    assert faults("a house of wood", 1, ["upon a stone", None], layout) == (
        "It has to end on “stone”, as line 1 does.",
    )


def test_parts_of_a_line_have_ends_of_their_own() -> None:
    notation = "metre: iambic 4\nscheme: 1 2 1+2"
    layout = Form("ours", "poem", "", notation).layout(0)
    lines = ["I laid my hand upon the stone", "and walked away into the night", None]

    assert faults("Upon a stone I slept all night", 2, lines, layout) == ()
    assert faults("Beneath a tree I slept all night", 2, lines, layout) == (
        "It has to end on “stone”, as line 1 does.",
    )


def test_lines_in_words_have_a_length() -> None:
    layout = _layout("free verse")
    count = sum(len(section.lines) for section in layout)

    assert faults("the snow is falling", 0, [None] * count, layout) == ()
    assert faults("snow", 0, [None] * count, layout) == (
        "This line has 1 word; the form asks for 3 to 9.",
    )


def test_words_with_two_readings_may_be_read_either_way() -> None:
    layout = Form("ours", "poem", "", "syllables: 3 4").layout(0)

    assert faults("every night", 0, [None, None], layout) == ()
    assert faults("every night", 1, [None, None], layout) == ()


def test_a_text_with_other_lines_than_its_form_asks_for_nothing() -> None:
    assert faults("Anything", 0, ["Anything", "else"], _ABAB) == ()
    assert faults("Anything", 9, _LINES, _ABAB) == ()


def test_a_stress_that_meets_no_beat_is_told() -> None:
    layout = Form("ours", "poem", "", "metre: anapaestic 1").layout(0)

    assert faults("going so", 0, [None], layout) == (
        "“going” does not go with the beat of the line.",
    )
