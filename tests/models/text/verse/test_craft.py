from models.base import SungLine
from models.text.forms.catalogue import catalogue
from models.text.songs.sections import song_sections
from models.text.verse.chinese.recital import Recital
from models.text.verse.craft import Echo, study, sung_lines
from models.text.verse.rhyme import Rhyme
from tests.models.text.verse.chinese.poems import STORK_TOWER

_ABAB = catalogue()["quatrain"].pattern.layouts[0]
# The one that begins on two oblique tones, its first line without rhyme.
_JUEJU = catalogue()["five-character jueju"].pattern.layouts[0]
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


def test_chinese_verse_shows_its_tones_and_rhymes() -> None:
    craft = study("\n".join(STORK_TOWER.lines), _JUEJU)

    assert craft.keeps_layout
    assert [line.mark for line in craft.lines] == [None, "a", None, "a"]
    assert [line.end_word for line in craft.lines] == list("尽流目楼")
    _, river, _, tower = craft.lines
    assert river.recital == Recital("huáng hé rù hǎi liú", "平平仄仄平")
    assert tower.echo == Echo(1, "流", Rhyme.PERFECT)
    # Its 一 had another tone when the poem was written.
    assert [len(line.licences) for line in craft.lines] == [0, 0, 0, 1]
    assert "“一”" in tower.licences[0]


def test_chinese_lines_that_should_rhyme_and_do_not_say_so() -> None:
    first, second, third, _ = STORK_TOWER.lines

    assert study(f"{first}\n{second}\n{third}\n{first}", _JUEJU).lines[3].echo == Echo(
        1, "流", Rhyme.NONE
    )
    assert study(f"{first}\n{second}\n{third}\n{second}", _JUEJU).lines[3].echo == Echo(
        1, "流", Rhyme.IDENTICAL
    )


def test_what_is_no_chinese_is_not_recited() -> None:
    lines = study("白日依山尽\nnot Chinese\n黄河入海流\n12345", _JUEJU).lines

    assert [line.recital is None for line in lines] == [False, True, False, True]
    assert "no Chinese character" in lines[1].licences[0]
