"""What a command must fulfil before it may wait in line."""

import pytest

from bot.errors import InvalidOption
from bot.services.checks import check_command, check_style
from bot.style.commands import CreationCommand, ImageCommand, LyricsCommand, PoemCommand
from models.base import Capabilities, Kind

_TEXT = Capabilities(frozenset({Kind.POEM, Kind.LYRICS}), max_prompt_characters=20)
_IMAGES = Capabilities(frozenset({Kind.IMAGE}), styles=("flat", "glossy"), sizes=(64, 128))
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
])  # fmt: skip
def test_options_that_the_model_lacks_are_refused_with_those_it_has(
    command: ImageCommand, said: str
) -> None:
    with pytest.raises(InvalidOption, match=said):
        check_command(command, _IMAGES)


def test_a_model_that_names_none_takes_any() -> None:
    check_command(ImageCommand("a fox", style="cubist", size=65), _ANY_IMAGES)


def test_no_style_is_no_wrong_style() -> None:
    check_style(None, _IMAGES)
    with pytest.raises(InvalidOption, match="cubist"):
        check_style("cubist", _IMAGES)
