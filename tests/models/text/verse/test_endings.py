from models.text.forms.lines import Layout, Line
from models.text.forms.notation import parse_notation
from models.text.verse.endings import Endings


def lines_of(scheme: str) -> list[Line]:
    layout: Layout
    [layout] = parse_notation(f"syllables: 4\nscheme: {scheme}").layouts
    return [line for section in layout for line in section.lines]


def test_lines_rhyme_with_all_that_have_their_letter() -> None:
    endings = Endings(lines_of("aaba / bcc"))
    assert endings.next().rhymes_to_come == 2
    endings.note("In the night")
    endings.note("a light,")
    third = endings.next()
    assert (third.rhymes_with, third.rhymes_to_come) == ((), 1)
    assert third.taken == {"night", "light"}
    endings.note("my day")
    assert endings.next().rhymes_with == ("night", "light")


def test_a_line_that_returns_needs_a_rhyme_once() -> None:
    endings = Endings(lines_of("A1bA2 / abA1 / abA2"))
    assert endings.next().rhymes_to_come == 3
    endings.note("the night")
    assert endings.next().rhymes_to_come == 2


def test_given_lines_are_known_before_their_turn() -> None:
    endings = Endings(lines_of("aba.b"), [None, None, "the light", None, "a day"])
    assert endings.next().rhymes_with == ("light",)
    endings.note("the night")
    ending = endings.next()
    assert (ending.rhymes_with, ending.rhymes_to_come) == (("day",), 0)
    assert ending.taken == {"night", "light", "day"}


def test_end_words_are_known_from_the_first_line_that_has_them() -> None:
    endings = Endings(lines_of("1 2 / 2 1"))
    assert endings.next().metres == (("xxxx",),)
    endings.note("the sea")
    assert endings.next().has_to_be is None
    endings.note("the hill")
    assert (endings.next().has_to_be, endings.next().metres) == ("hill", ())
