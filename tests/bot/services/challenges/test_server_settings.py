"""What a server decides for all its challenges."""

import pytest

from bot.errors import InvalidOption, ModeratorsOnly
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.server_settings import ChallengeSettings
from tests.bot.services.challenges.scene import ADA, ELSEWHERE, GUILD, MODERATOR

CHOSEN = ChallengeSettings("Europe/Berlin", 30, 0)


async def test_settings_are_the_defaults_until_moderators_decide(bot: ChallengeServices) -> None:
    assert await bot.settings.get(GUILD) == ChallengeSettings("UTC", 14, 2)
    await bot.settings.save(GUILD, MODERATOR, CHOSEN)
    assert await bot.settings.get(GUILD) == CHOSEN
    assert await bot.settings.get(GUILD + 1) == ChallengeSettings()
    for stranger in (ADA, ELSEWHERE):
        with pytest.raises(ModeratorsOnly):
            await bot.settings.save(GUILD, stranger, CHOSEN)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (ChallengeSettings("Middle/Earth"), "I don't know the time zone"),
        (ChallengeSettings(account_days=-1), "from 0 to 365"),
        (ChallengeSettings(membership_days=366), "from 0 to 365"),
    ],
)
async def test_what_cannot_be_used_is_told(
    bot: ChallengeServices, settings: ChallengeSettings, words: str
) -> None:
    with pytest.raises(InvalidOption, match=words):
        await bot.settings.save(GUILD, MODERATOR, settings)
