import pytest

from bot.errors import InvalidOption
from bot.expressions.names import (
    description_for,
    emoji_name_for,
    read_description,
    read_emoji_name,
    read_related,
    read_sticker_name,
    sticker_name_for,
)


@pytest.mark.parametrize(("prompt", "name"), [
    ("a red fox!", "red_fox"),
    ("The  Façade of a Café, at night", "facade_of_a_cafe_at_night"),
    ("an owl", "owl"),
    ("anemone", "anemone"),
    ("  \n", "picture"),
    ("雪山", "picture"),
    ("x", "picture"),
    ("a lighthouse in a storm with seven gulls above it", "lighthouse_in_a_storm_with_seven"),
    ("w" * 40, "w" * 32),
    ("__init__", "init"),
])  # fmt: skip
def test_an_emoji_is_named_in_the_words_of_the_prompt(prompt: str, name: str) -> None:
    assert emoji_name_for(prompt) == name
    assert read_emoji_name(name) == name


@pytest.mark.parametrize(("prompt", "name"), [
    ("a red fox", "Red fox"),
    ("雪山 in spring", "雪山 in spring"),
    ("y", "Picture"),
    ("a lighthouse in a storm with seven gulls", "Lighthouse in a storm with"),
    ("w" * 40, "W" + "w" * 29),
])  # fmt: skip
def test_a_sticker_is_named_in_the_words_of_the_prompt(prompt: str, name: str) -> None:
    assert sticker_name_for(prompt) == name
    assert read_sticker_name(name) == name


@pytest.mark.parametrize(("typed", "name"), [(" :Red_Fox7: ", "Red_Fox7"), ("ab", "ab")])
def test_an_emojis_name_is_read(typed: str, name: str) -> None:
    assert read_emoji_name(typed) == name


@pytest.mark.parametrize("typed", ["", "x", "red fox", "füchse", "red-fox", "w" * 33, "ab\n:"])
def test_a_name_that_no_emoji_can_have_is_explained(typed: str) -> None:
    with pytest.raises(InvalidOption, match="2 to 32 letters"):
        read_emoji_name(typed)


@pytest.mark.parametrize("typed", ["", " x ", "w" * 31])
def test_a_name_that_no_sticker_can_have_is_explained(typed: str) -> None:
    with pytest.raises(InvalidOption, match="2 to 30 characters"):
        read_sticker_name(typed)


@pytest.mark.parametrize(("prompt", "description"), [
    ("a red\n fox", "a red fox"),
    ("x", ""),
    ("fox " * 30, " ".join(["fox"] * 25)),
])  # fmt: skip
def test_a_sticker_is_described_in_the_words_of_the_prompt(prompt: str, description: str) -> None:
    assert description_for(prompt) == description
    assert read_description(description) == description


def test_a_description_may_be_left_out() -> None:
    assert read_description("  ") == ""
    assert read_description(" A red\nfox. ") == "A red fox."


@pytest.mark.parametrize("typed", ["x", "w" * 101])
def test_a_description_that_no_sticker_can_have_is_explained(typed: str) -> None:
    with pytest.raises(InvalidOption, match="2 to 100 characters"):
        read_description(typed)


@pytest.mark.parametrize("emoji", ["🦊", " 🎨 ", "❤️", "1️⃣", "👩🏽\u200d🚀", "🇩🇪", "☃", "🫩"])
def test_emoji_that_everybody_has_can_be_related(emoji: str) -> None:
    assert read_related(emoji) == emoji.strip()


@pytest.mark.parametrize("typed", ["", "fox", ":fox:", "<:fox:123>", "7", "🦊 fox", "🦊" * 17, "!"])
def test_other_words_can_not_be_related(typed: str) -> None:
    with pytest.raises(InvalidOption, match="one that everybody has"):
        read_related(typed)
