"""The Discord client."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import discord
import pytest
import yarl
from discord import gateway, http
from simcord.env import Env

from bot.client import EXTENSIONS, AtelierBot, point_discord_at
from bot.services.services import Services
from bot.settings import load_settings

_BASES = (
    (http.Route, "BASE"),
    (gateway.DiscordWebSocket, "DEFAULT_GATEWAY"),
    (discord.Asset, "BASE"),
)


@pytest.fixture
def _discord_as_it_was() -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    before = [getattr(owner, name) for owner, name in _BASES]
    yield
    for (owner, name), value in zip(_BASES, before, strict=True):
        setattr(owner, name, value)


def test_every_cog_is_loaded() -> None:
    cogs = Path(__file__).parents[2] / "cogs"
    with_setup = {
        ".".join(path.relative_to(cogs.parent).with_suffix("").parts)
        for path in cogs.rglob("*.py")
        if "async def setup(" in path.read_text()
    }

    assert set(EXTENSIONS) == with_setup


async def test_commands_are_there_in_servers_direct_messages_and_for_users(
    simcord_env: Env,
) -> None:
    [request] = [r for r in simcord_env.http_requests if r.path.endswith("/commands")]

    assert request.json is not None
    everywhere, in_servers = ([0, 1], [0, 1, 2]), ([0], [0])
    assert {
        command["name"]: (command["integration_types"], command["contexts"])
        for command in request.json
    } == {
        **dict.fromkeys(("poem", "lyrics", "imagine", "profile", "spark", "history"), everywhere),
        **dict.fromkeys(("forms", "challenge", "Submit to challenge"), in_servers),
    }


async def test_it_reads_no_messages_and_mentions_nobody(services: Services) -> None:
    bot = AtelierBot(services)

    assert bot.intents == discord.Intents(guilds=True)
    assert bot.allowed_mentions is not None
    assert bot.allowed_mentions.to_dict() == {"parse": []}


async def test_draining_waits_for_deliveries_but_not_for_ever(services: Services) -> None:
    bot = AtelierBot(services)
    await bot.drain(0.01)

    done = asyncio.create_task(asyncio.sleep(0.01))
    stuck = asyncio.create_task(asyncio.sleep(60))
    bot.deliveries |= {done, stuck}
    await bot.drain(0.05)

    assert done.done()
    await asyncio.wait([stuck], timeout=1)
    assert stuck.cancelled()


async def test_a_delivery_that_fails_is_logged(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    bot = AtelierBot(services)
    bot.start_delivery(fail())
    await bot.drain(1)

    assert "ZeroDivisionError" in caplog.text
    assert not bot.deliveries


@pytest.mark.usefixtures("_discord_as_it_was")
def test_settings_point_it_at_another_discord() -> None:
    base = "http://127.0.0.1:1"
    point_discord_at(
        load_settings(
            _env_file=None,
            api_base=f"{base}/api/v10",
            gateway_base="ws://127.0.0.1:1/gateway",
            cdn_base=f"{base}/cdn",
        )
    )

    assert http.Route("GET", "/gateway").url == f"{base}/api/v10/gateway"
    assert yarl.URL("ws://127.0.0.1:1/gateway") == gateway.DiscordWebSocket.DEFAULT_GATEWAY
    assert f"{base}/cdn" == discord.Asset.BASE


def test_without_such_settings_it_stays_with_discord() -> None:
    before = [getattr(owner, name) for owner, name in _BASES]
    point_discord_at(load_settings(_env_file=None))

    assert [getattr(owner, name) for owner, name in _BASES] == before
