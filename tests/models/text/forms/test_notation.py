import pytest

from models.text.forms.lines import Layout, Line, Metre, Words
from models.text.forms.notation import MOST_LINES, MOST_NOTATION_CHARACTERS, parse_notation
from models.text.forms.reading import FormInvalid


def lines_of(layout: Layout) -> list[Line]:
    return [line for section in layout for line in section.lines]


def test_figures_alone_are_unrhymed_lines() -> None:
    [layout] = parse_notation("syllables: 5 7 5").layouts
    assert lines_of(layout) == [Line(Metre(("x" * count,))) for count in (5, 7, 5)]
    assert parse_notation("Syllables: 5-7-5").layouts == (layout,)


def test_figures_go_round_and_stanzas_begin_at_slashes() -> None:
    [layout] = parse_notation("metre: iambic 4 3\nscheme: abab / cdcd").layouts
    assert [len(section.lines) for section in layout] == [4, 4]
    lengths = [
        max(map(len, line.measure.patterns))
        for line in lines_of(layout)
        if isinstance(line.measure, Metre)
    ]
    assert lengths == [9, 7] * 4


def test_each_further_scheme_is_another_layout() -> None:
    assert len(parse_notation("words: 3-9\nscheme: ..\nscheme: ...").layouts) == 2


def test_capitals_return_and_rhyme_with_their_small_letter() -> None:
    [layout] = parse_notation("metre: trochaic 4\nscheme: A1bA2 / abA1 / abA2").layouts
    assert [line.refrain for line in lines_of(layout)] == [
        "A1", None, "A2", None, None, "A1", None, None, "A2",
    ]  # fmt: skip
    assert "".join(line.rhyme or "." for line in lines_of(layout)) == "abaabaaba"


def test_the_parts_of_a_line_share_its_syllables() -> None:
    [layout] = parse_notation("syllables: 10\nscheme: 1 2 1+2").layouts
    lengths = [line.measure.most for line in lines_of(layout)]
    assert lengths == [10, 10, 4, 6]
    assert [line.runs_on for line in lines_of(layout)] == [False, False, True, False]


def test_the_poem_turns_once() -> None:
    [layout] = parse_notation("syllables: 8\nscheme: aabb\nturn: 3").layouts
    assert [line.turns for line in lines_of(layout)] == [False, False, True, False]


def test_a_shape_is_centred_and_words_leave_room() -> None:
    assert parse_notation("syllables: 2 4 2\nshape: centred").centred
    [layout] = parse_notation("words: 3-9\nscheme: ..").layouts
    assert lines_of(layout) == [Line(Words(3, 9))] * 2


@pytest.mark.parametrize(
    ("notation", "said", "at"),
    [
        ("", "Say how long the lines are", None),
        ("scheme: aa", "Say how long the lines are", None),
        ("syllables 5 7 5", "Each line begins with one of these", "syllables 5 7 5"),
        ("colour: blue", "I don't know “colour”", "colour"),
        ("syllables:", "nothing behind", "syllables"),
        ("syllables: 5 x 5", "I need a number", "x"),
        ("syllables: 5 99", "from 1 to 20", "99"),
        ("syllables: 5 0", "from 1 to 20", "0"),
        ("syllables: 5\nmetre: iambic 4", "measured already, in syllables", "metre"),
        ("metre: dactyl 4", "I know these metres", "dactyl"),
        ("metre: iambic", "how many feet", "iambic"),
        ("metre: iambic 9", "from 1 to 8", "9"),
        ("words: 3\nscheme: ..", "two numbers", "3"),
        ("words: 9-3\nscheme: ..", "two numbers", "9-3"),
        ("words: 3-9", "need a scheme", "words"),
        ("syllables: 8\nscheme: ab;ab", "can't read", ";"),
        ("syllables: 8\nscheme: aab", "No other line rhymes", "b"),
        ("syllables: 8\nscheme: aaB", "B stands here alone", "B"),
        ("syllables: 8\nscheme: 1 2 1", "stands alone", "2"),
        ("syllables: 5 7\nscheme: AA", "another length", "A"),
        ("syllables: 5 7 5\nscheme: aabb", "4 lines, but their length comes in turns of 3", "b"),
        ("syllables: 8\nscheme: / aa", "no line before", "/"),
        ("syllables: 8\nscheme: aa+", "between two parts", "+"),
        ("syllables: 8\nscheme: +aa", "between two parts", "+"),
        ("syllables: 8\nscheme: a++a", "between two parts", "+"),
        ("syllables: 8\nscheme: a+a+a", "two parts at most", "a"),
        ("syllables: 3\nscheme: a+a", "too short", "a"),
        ("words: 3-9\nscheme: .+.", "Only lines measured in", "."),
        ("syllables: 8\nscheme: " + "a" * 11, "no more than 10 good rhymes", "a"),
        ("syllables: 8\nscheme: " + "." * (MOST_LINES + 1), "up to 60 lines", "."),
        ("syllables: 8\nscheme: aabb\nturn: 5", "from 2 to 4", "5"),
        ("syllables: 8\nscheme: aabb\nturn: now", "I need a number", "now"),
        ("syllables: 8\nshape: round", "only shape", "round"),
        ("syllables: 8\nscheme: word\nscheme: aa", "no other scheme", "scheme"),
        ("regulated: 4", "4 or 8 lines", "regulated"),
        ("regulated: 5 5", "4 or 8 lines", "regulated"),
        ("regulated: 4 9", "from 4 to 8", "9"),
        ("regulated: 4 5\nturn: 3", "nothing else", "regulated"),
        ("x" * (MOST_NOTATION_CHARACTERS + 1), "up to 1000 characters", None),
    ],
)  # fmt: skip
def test_what_cannot_be_a_form_is_shown_where_it_goes_wrong(
    notation: str, said: str, at: str | None
) -> None:
    with pytest.raises(FormInvalid) as raised:
        parse_notation(notation)
    assert said in raised.value.message
    if at is not None:
        assert pointed_at(raised.value.message) == at


def pointed_at(message: str) -> str:
    """Returns what the pointer under the quoted line points at."""
    _, source, pointer, _ = message.split("\n")[-4:]
    return source[pointer.index("^") : pointer.rindex("^") + 1]


def test_backticks_do_not_end_the_block_that_shows_the_place() -> None:
    with pytest.raises(FormInvalid) as refused:
        parse_notation("syllables: 5 ```@everyone")
    assert refused.value.message.endswith("\n```\nsyllables: 5 '''@everyone\n             ^\n```")
