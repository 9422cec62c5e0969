"""Colours as members list them."""

import pytest

from bot.style.colours import SWATCHES, colours_of, swatches


@pytest.mark.parametrize(("words", "colours"), [
    ("teal", ("teal",)),
    ("Teal,  GOLD", ("teal", "gold")),
    ("teal and gold & red + pink", ("teal", "gold", "red", "pink")),
    ("teal, , teal,", ("teal",)),
    ("sand, burnt  umber", ("sand", "burnt umber")),
    (" ,", ()),
])  # fmt: skip
def test_colours_stand_between_commas_and_ands(words: str, colours: tuple[str, ...]) -> None:
    assert colours_of(words) == colours


def test_every_swatch_is_another_emoji() -> None:
    assert len(set(SWATCHES.values())) == len(SWATCHES)
    assert swatches(["red", "burnt umber", "blue"]) == "🟥🟦"
