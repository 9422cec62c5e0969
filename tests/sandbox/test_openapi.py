"""`RawBot` checks every answer that a test provokes; here, that this check bites."""

import pytest

from tests.sandbox.openapi import VARIABLE, complaints, is_available
from tests.sandbox.raw_bot import RawBot

pytestmark = pytest.mark.skipif(
    not is_available(), reason=f"{VARIABLE} names no file with Discord's OpenAPI description"
)


async def test_answers_fit_discords_description(raw_bot: RawBot) -> None:
    answer = await raw_bot.call("GET", "/users/@me")
    assert complaints("GET", "/users/@me", 200, answer.body) == []
    del answer.body["username"]
    assert complaints("GET", "/users/@me", 200, answer.body) == [
        "$: 'username' is a required property"
    ]


@pytest.mark.parametrize(
    "path", ["/gateway", "/gateway/bot", "/applications/@me", "/oauth2/applications/@me"]
)
async def test_the_bots_own_routes_fit(raw_bot: RawBot, path: str) -> None:
    assert (await raw_bot.call("GET", path)).status == 200


async def test_guild_routes_fit(raw_bot: RawBot) -> None:
    guild = next(iter(raw_bot.sandbox.world.guilds.values()))
    channel = guild.channels[0]
    for path in (
        f"/guilds/{guild.id}",
        f"/guilds/{guild.id}/channels",
        f"/guilds/{guild.id}/members/{guild.owner_id}",
        f"/channels/{channel.id}",
        f"/users/{guild.owner_id}",
    ):
        assert (await raw_bot.call("GET", path)).status == 200
