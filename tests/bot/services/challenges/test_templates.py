"""Challenges that servers keep to begin again."""

from dataclasses import replace

import pytest

from bot.database.challenge_choices import Making
from bot.errors import InvalidOption, ModeratorsOnly
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.outline import Outline, outline_of
from bot.services.challenges.templates import MOST_TEMPLATES
from models.base import Kind
from tests.bot.services.challenges.scene import (
    ADA,
    DAY,
    DRAFT,
    ELSEWHERE,
    GUILD,
    MODERATOR,
    OTHER_MODERATOR,
    a_draft,
)

OUTLINE = Outline(
    "Rain",
    "Something about rain.",
    (Kind.POEM, Kind.IMAGE),
    open_for=3 * DAY,
    voting_for=2 * DAY,
    required_words=("rain",),
    form="haiku",
    palette=("teal",),
    entries_each=2,
    making=Making.HUMAN,
    is_blind=False,
)


async def test_a_template_is_kept_under_its_name(bot: ChallengeServices) -> None:
    saved = await bot.templates.save(GUILD, MODERATOR, " Rainy  days ", OUTLINE)
    assert (saved.name, saved.outline, saved.author_id) == ("Rainy days", OUTLINE, 1)
    assert await bot.templates.get(GUILD, "RAINY DAYS") == saved
    assert await bot.templates.of_guild(GUILD) == [saved]
    assert await bot.templates.of_guild(GUILD + 1) == []


async def test_a_template_takes_the_place_of_another_of_its_name(bot: ChallengeServices) -> None:
    await bot.templates.save(GUILD, MODERATOR, "Rain", OUTLINE)
    wetter = replace(OUTLINE, title="Flood")
    saved = await bot.templates.save(GUILD, OTHER_MODERATOR, "rain", wetter)
    assert await bot.templates.of_guild(GUILD) == [saved]
    await bot.templates.delete(GUILD, MODERATOR, "RAIN")
    assert await bot.templates.of_guild(GUILD) == []


async def test_an_outline_and_a_challenge_say_the_same() -> None:
    draft = a_draft(form="haiku", entries_each=3)
    assert outline_of(draft).beginning(draft.opens_at) == draft


async def test_only_moderators_keep_and_delete(bot: ChallengeServices) -> None:
    for stranger in (ADA, ELSEWHERE):
        with pytest.raises(ModeratorsOnly):
            await bot.templates.save(GUILD, stranger, "Rain", OUTLINE)
        with pytest.raises(ModeratorsOnly):
            await bot.templates.delete(GUILD, stranger, "Rain")


async def test_templates_that_are_none(bot: ChallengeServices) -> None:
    for call in (
        bot.templates.get(GUILD, "Snow"),
        bot.templates.delete(GUILD, MODERATOR, "Snow"),
    ):
        with pytest.raises(InvalidOption, match="no template called “Snow”"):
            await call


async def test_what_cannot_be_used_is_told(bot: ChallengeServices) -> None:
    for name, outline, words in (
        (" ", OUTLINE, "The name is empty"),
        ("x" * 41, OUTLINE, "The name has 41 characters"),
        ("Rain", replace(OUTLINE, open_for=0 * DAY), "Submissions would end before"),
        ("Rain", replace(OUTLINE, voting_for=91 * DAY), "longer than 90 days"),
        ("Rain", replace(OUTLINE, form="villanette"), "I don't know the form"),
    ):
        with pytest.raises(InvalidOption, match=words):
            await bot.templates.save(GUILD, MODERATOR, name, outline)


async def test_a_server_has_so_many(bot: ChallengeServices) -> None:
    outline = outline_of(DRAFT)
    for number in range(MOST_TEMPLATES):
        await bot.templates.save(GUILD, MODERATOR, f"Rain {number}", outline)
    with pytest.raises(InvalidOption, match="25 templates"):
        await bot.templates.save(GUILD, MODERATOR, "Rain 25", outline)
    await bot.templates.save(GUILD, MODERATOR, "rain 24", outline)
