"""Every test of commands plays in the same scene."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from urllib.parse import unquote

import pytest
import simcord.http.client
from simcord.env import Env

from bot.settings import Settings
from tests.scene import Scene, set_scene

Execute = Callable[[str], Awaitable[None]]


@pytest.fixture
def scene(simcord_env: Env) -> Scene:
    return set_scene(simcord_env)


@pytest.fixture(autouse=True)
def _paths_as_they_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    """SimCord takes paths as discord.py quotes them; aiohttp sends a plain @ for %40."""
    path_of = simcord.http.client._path_of

    def unquoted_path_of(url: str) -> str:
        return unquote(path_of(url))

    monkeypatch.setattr(simcord.http.client, "_path_of", unquoted_path_of)


@pytest.fixture
def execute(settings: Settings) -> Execute:
    """Changes what the bot's database holds, from outside."""

    def write(sql: str) -> None:
        with closing(sqlite3.connect(settings.data_folder / "atelier.sqlite3")) as connection:
            connection.execute(sql)
            connection.commit()

    async def write_in_thread(sql: str) -> None:
        # The bot may hold the lock: it has to go on to give it back.
        await asyncio.to_thread(write, sql)

    return write_in_thread


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Work in another process takes longer than SimCord waits by default."""
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.simcord(settle_timeout=30))
