from models.base import SungLine
from models.text.forms.catalogue import catalogue
from models.text.songs.sections import song_sections
from models.text.verse.craft import study, sung_lines
from models.text.verse.rhyme import Rhyme

_ABAB = catalogue()["quatrain"].pattern.layouts[0]
_QUATRAIN = (
    "The moon is rising on the sea,\n"
    "And all the ships are made of light;\n"
    "Silver the water looks to me,\n"
    "And silver is the sleeping night."
)


def test_a_quatrain_has_metre_and_rhyme() -> None:
    craft = study(_QUATRAIN, _ABAB)

    assert craft.keeps_layout
    assert [line.mark for line in craft.lines] == list("abab")
    assert [line.end_word for line in craft.lines] == ["sea", "light", "me", "night"]
    assert [line.reading and line.reading.metre for line in craft.lines] == [
        "wswswsws", "wswswsws", "swwswsws", "wswswsws",
    ]  # fmt: skip
    first, second, third, fourth = craft.lines
    assert (first.echo, second.echo) == (None, None)
    assert third.echo is not None
    assert (third.echo.place, third.echo.end_word, third.echo.rhyme) == (0, "sea", Rhyme.PERFECT)
    assert fourth.echo is not None
    assert fourth.echo.place == 1
    assert [bool(line.licences) for line in craft.lines] == [False, False, True, False]


def test_a_line_that_does_not_rhyme_as_it_should_says_so() -> None:
    craft = study(_QUATRAIN.replace("night", "stone"), _ABAB)

    assert craft.lines[3].echo is not None
    assert craft.lines[3].echo.rhyme is Rhyme.NONE


def test_refrains_return() -> None:
    lines = ["The rain is on the roof tonight"] * 8
    craft = study("\n".join(lines), catalogue()["triolet"].layout(0))

    assert [line.mark for line in craft.lines] == list("ABaAabAB")
    assert craft.lines[3].echo is not None
    assert craft.lines[3].echo.rhyme is Rhyme.IDENTICAL


def test_end_words_echo_the_last_line_on_the_same() -> None:
    layout = catalogue()["sestina"].layout(0)
    craft = study("\n".join(["We say it once again"] * 39), layout)

    echo = craft.lines[38].echo
    assert echo is not None
    assert craft.lines[echo.place].mark == "1"


def test_other_lines_than_those_of_the_layout_are_only_heard() -> None:
    craft = study(f"{_QUATRAIN}\nAnd then one more", _ABAB)

    assert not craft.keeps_layout
    assert {line.mark for line in craft.lines} == {None}
    assert craft.lines[0].reading is not None
    assert craft.lines[0].reading.metre is None
    assert craft.lines[2].echo is not None
    assert craft.lines[2].echo.rhyme is Rhyme.PERFECT


def test_what_is_far_away_is_not_heard() -> None:
    far = ["We look at the sea", *(f"and wait for {word}" for word in ("bread", "rain", "wind")),
           "and count the ships", "it looks at me"]  # fmt: skip
    assert study("\n".join(far), ()).lines[-1].echo is None


def test_a_song_has_sections() -> None:
    craft = study("[Verse 1]\nWe sing of snow\n\n[Chorus]\nAnd so", ())

    assert [stanza.label for stanza in craft.stanzas] == ["[Verse 1]", "[Chorus]"]
    assert craft.lines[1].echo is not None


def test_of_other_languages_no_sound_is_claimed() -> None:
    craft = study("Schnee fällt\nauf die Welt", (), is_english=False)

    assert [(line.end_word, line.reading, line.echo) for line in craft.lines] == [
        ("fällt", None, None),
        ("Welt", None, None),
    ]


def test_nobody_knows_how_figures_are_said() -> None:
    assert study("In 1999 we sang", ()).lines[0].reading is None


def test_nothing_at_all_is_no_error() -> None:
    assert study("", _ABAB).lines == ()
    assert study("…\n—", ()).lines[0].end_word == ""


def test_lines_are_ready_to_be_sung() -> None:
    sung = sung_lines(_QUATRAIN, _ABAB)
    assert sung[2] == SungLine("Silver the water looks to me,", 8, "swwswsws")
    assert all(line.syllables == len(line.stresses) for line in sung)
    song = sung_lines("[Chorus]\nWe sing of snow", song_sections(["Chorus"]))
    assert song == (SungLine("We sing of snow", 4, "wsws"),)
