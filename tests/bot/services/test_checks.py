"""What a command must fulfil before it may wait in line."""

import pytest

from bot.errors import InvalidOption
from bot.services.checks import check_command, check_style
from bot.style.commands import CreationCommand, ImageCommand, LyricsCommand, PoemCommand
from models.backend import Capabilities
from models.base import Kind

_TEXT = Capabilities(frozenset({Kind.POEM, Kind.LYRICS}), max_prompt_characters=20)
_IMAGES = Capabilities(
    frozenset({Kind.IMAGE}), styles=("flat", "glossy"), colours=("red", "teal"), sizes=(64, 128)
)
_ANY_IMAGES = Capabilities(frozenset({Kind.IMAGE}))


@pytest.mark.parametrize("theme", ["snow", "🦊", "שלום", "x" * 20, " a "])
def test_good_words_pass(theme: str) -> None:
    check_command(PoemCommand(theme), _TEXT)
    check_command(LyricsCommand(theme), _TEXT)
    check_command(ImageCommand(theme), _IMAGES)


@pytest.mark.parametrize(("command", "noun"), [
    (PoemCommand(""), "theme"),
    (LyricsCommand(" \n"), "theme"),
    (ImageCommand("\u200b\u2060"), "prompt"),
])  # fmt: skip
def test_empty_words_are_refused(command: CreationCommand, noun: str) -> None:
    with pytest.raises(InvalidOption, match=f"That {noun} is empty"):
        check_command(command, _IMAGES)


def test_too_many_characters_are_refused_with_both_numbers() -> None:
    with pytest.raises(InvalidOption, match=r"has 4,000 characters.* 20 at most"):
        check_command(PoemCommand("x" * 4000), _TEXT)


@pytest.mark.parametrize(("command", "said"), [
    (ImageCommand("a fox", style="cubist"), "style “cubist”. Choose from: flat, glossy"),
    (ImageCommand("a fox", size=65), "size “65”. Choose from: 64, 128"),
    (ImageCommand("a fox", colours=("red", "mud")), "colour “mud”. Choose from: red, teal"),
])  # fmt: skip
def test_options_that_the_model_lacks_are_refused_with_those_it_has(
    command: ImageCommand, said: str
) -> None:
    with pytest.raises(InvalidOption, match=said):
        check_command(command, _IMAGES)


def test_a_model_that_names_none_takes_any() -> None:
    command = ImageCommand("a fox", style="cubist", size=65, colours=("mud", "sand", "x" * 40))
    check_command(command, _ANY_IMAGES)


@pytest.mark.parametrize(("colours", "said"), [
    (("red", "teal", "mud", "sand"), "Those are 4 colours; I draw in 3 at most"),
    (("x" * 41,), "The colour “xxxxxxxxxxxxxxxxxxxx…” is too long: 40 characters at most"),
])  # fmt: skip
def test_too_many_and_too_long_colours_are_refused(colours: tuple[str, ...], said: str) -> None:
    with pytest.raises(InvalidOption, match=said):
        check_command(ImageCommand("a fox", colours=colours), _ANY_IMAGES)


def test_no_style_is_no_wrong_style() -> None:
    check_style(None, _IMAGES)
    with pytest.raises(InvalidOption, match="cubist"):
        check_style("cubist", _IMAGES)


_POLYGLOT = Capabilities(frozenset({Kind.POEM}), options=frozenset({"language"}))
_LONG_LINE = "x" * 200


@pytest.mark.parametrize("command", [
    PoemCommand("snow", "acrostic", word="ice"),
    PoemCommand("snow", "Acrostic", word="O'Neill"),
    PoemCommand("snow", word="ice"),
    PoemCommand("snow", "ours", word="ice", notation="words: 3-9\nscheme: word"),
    PoemCommand("snow", "maybe ours", word="ice"),
    PoemCommand("snow", given=(_LONG_LINE,)),
    PoemCommand("snow", given=(None, "Só — 3 cafés, déjà vu!")),
    PoemCommand("snow", keywords=("a", "b", "c", "雪", "x" * 40)),
])  # fmt: skip
def test_what_a_poem_can_have(command: PoemCommand) -> None:
    check_command(command, _TEXT)


@pytest.mark.parametrize(("command", "said"), [
    (PoemCommand("snow", "acrostic"), "Which word shall the lines spell"),
    (PoemCommand("snow", "ACROSTIC", word=" "), "Which word shall the lines spell"),
    (PoemCommand("snow", "acrostic", word="雪"), "from A to Z"),
    (PoemCommand("snow", word="i"), "that has 1"),
    (PoemCommand("snow", "acrostic", word="x" * 15), "2 to 14 letters"),
    (PoemCommand("snow", "ours", notation="words: 3-9\nscheme: word"), "Which word"),
    (PoemCommand("snow", "haiku", word="ice"), "form “haiku” spell no word"),
    (PoemCommand("snow", "ours", word="ice", notation="syllables: 4"), "“ours” spell no word"),
    (PoemCommand("snow", given=(_LONG_LINE + "x",)), "201 characters; a line has 200"),
    (PoemCommand("snow", given=("one\ntwo",)), "more than one line"),
    (PoemCommand("snow", given=("one\u2028two",)), "more than one line"),
    (PoemCommand("snow", given=("",)), "no letters"),
    (PoemCommand("snow", given=("… 7!",)), "no letters"),
    (PoemCommand("snow", given=("снег падает",)), "in Latin letters"),
    (PoemCommand("snow", given=("snow is 雪",)), "in Latin letters"),
    (PoemCommand("snow", keywords=tuple("abcdef")), "Those are 6 keywords; I work in 5"),
    (PoemCommand("snow", keywords=("x" * 41,)), "40 characters at most"),
    (PoemCommand("snow", keywords=("ice", "77")), "“77” has no letters"),
])  # fmt: skip
def test_what_a_poem_can_not_have(command: PoemCommand, said: str) -> None:
    with pytest.raises(InvalidOption, match=said):
        check_command(command, _TEXT)


def test_a_model_that_writes_other_languages_takes_other_letters() -> None:
    check_command(PoemCommand("snow", given=("снег падает",)), _POLYGLOT)
