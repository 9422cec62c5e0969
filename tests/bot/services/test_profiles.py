"""Members' style profiles."""

import pytest

from bot.errors import InvalidOption
from bot.services.profiles import words_of
from bot.services.services import Services
from bot.style.profile import TRAITS, StyleProfile


@pytest.mark.parametrize(("text", "words"), [
    ("teal", ["teal"]),
    ("teal, gold", ["teal", "gold"]),
    (" the   sea ,,lighthouses, the sea,", ["the sea", "lighthouses"]),
    (" , ", []),
])  # fmt: skip
def test_words_are_separated_by_commas(text: str, words: list[str]) -> None:
    assert words_of(text) == words


async def test_every_trait_is_kept_and_can_be_forgotten(services: Services) -> None:
    whole = await services.profiles.set(
        1,
        {
            "mood": "eerie",
            "loves": ["tea"],
            "avoids": ["mud"],
            "palette": ["teal"],
            "poem_form": "haiku",
            "genre": "folk",
            "image_style": "flat",
            "language": "Dutch",
        },
    )
    assert whole == StyleProfile(
        "eerie", ("tea",), ("mud",), ("teal",), "haiku", "folk", "flat", "Dutch"
    )

    for trait in TRAITS:
        left = await services.profiles.reset(1, trait)
        assert not getattr(left, trait)
    assert (await services.profiles.get(1)).is_empty


async def test_there_is_nothing_to_forget_of_a_stranger(services: Services) -> None:
    assert (await services.profiles.reset(1)).is_empty
    assert (await services.profiles.reset(1, "mood")).is_empty


async def test_an_unknown_trait_is_refused(services: Services) -> None:
    await services.profiles.set(1, {"mood": "eerie"})

    with pytest.raises(InvalidOption, match=r"“height”.*mood"):
        await services.profiles.reset(1, "height")
