"""The whole bot on an in-memory Discord, with scripted models and a real database."""

import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import simcord.interactions
import torch
from simcord.env import Env

from bot.client import AtelierBot
from bot.composition import services_for
from bot.database.migrate import upgrade
from bot.services.services import Services
from bot.settings import Settings, load_settings
from models.engine.engine import EngineConfiguration
from sandbox.client import MemberClient, connect_member
from sandbox.sandbox import Sandbox
from tests.bot.database.rows import url_of
from tests.openapi import RequestBodies
from tests.parallel_tests import RealModelsTogether
from tests.scripted_backends import LANES

Rows = Callable[[str], list[dict[str, Any]]]


def pytest_configure() -> None:
    # Nothing may need the hub to pass, and waiting for one that can't be reached takes minutes.
    os.environ["HF_HUB_OFFLINE"] = "1"
    # Threads of a model wait for each other in a busy loop; beside other tests, that loop takes the
    # processor from the very thread that is waited for, and a step of seconds takes minutes.
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup() -> None:
    _forget_what_was_drawn()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call() -> None:
    _forget_what_was_drawn()


def _forget_what_was_drawn() -> None:
    # What a test draws must not depend on what ran before it, nor on who a fixture was made for.
    torch.manual_seed(0)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> RealModelsTogether:
    return RealModelsTogether(config, log)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    for name in os.environ:
        if name.startswith("ATELIER_") or name == "DISCORD_TOKEN":
            monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(_env_file=None, data_folder=tmp_path)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database made by the real migrations, which take longer than a copy."""
    file = tmp_path_factory.mktemp("database") / "migrated.sqlite3"
    upgrade(url_of(file))
    return file


@pytest.fixture
def database_file(migrated_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated_file, tmp_path / "atelier.sqlite3"))


@pytest.fixture
def engine_settings() -> EngineConfiguration:
    return EngineConfiguration(lanes=LANES, restart_seconds=0.01)


@pytest_asyncio.fixture
async def services(
    settings: Settings, engine_settings: EngineConfiguration, database_file: Path
) -> AsyncIterator[Services]:
    async with services_for(settings, engine_settings) as opened:
        yield opened


@pytest.fixture
def stored(settings: Settings, services: Services) -> Rows:
    """Reads what the bot's database holds, from outside."""

    def select(sql: str) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(settings.data_folder / "atelier.sqlite3")) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql)]

    return select


@pytest.fixture
def simcord_bot(services: Services, _installed_in_guilds: None) -> AtelierBot:
    return AtelierBot(services)


@pytest.fixture
def installation_owners() -> Callable[[int | None, int], dict[str, str]]:
    """Who installed the bot where an interaction comes from; a test may say otherwise."""
    return lambda guild_id, _user_id: {} if guild_id is None else {"0": str(guild_id)}


@pytest.fixture
def _installed_in_guilds(  # pyright: ignore[reportUnusedFunction]
    monkeypatch: pytest.MonkeyPatch,
    installation_owners: Callable[[int | None, int], dict[str, str]],
) -> None:
    """Makes SimCord say who installed the bot, as Discord does."""
    without_owners = simcord.interactions.base_payload

    def base_payload(*arguments: Any, **named: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = without_owners(*arguments, **named)
        payload["authorizing_integration_owners"] = installation_owners(
            named["guild_id"], named["user_id"]
        )
        return record, payload

    monkeypatch.setattr(simcord.interactions, "base_payload", base_payload)


@pytest.fixture(autouse=True)
def _requests_are_as_discord_describes_them(request: pytest.FixtureRequest) -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    """Checks every request body that a test of the whole bot sent, where the description is."""
    yield
    env = request.node.funcargs.get("simcord_env")
    if isinstance(env, Env):
        bodies = RequestBodies.from_environment()
        if bodies is not None:
            for sent in env.http_requests:
                bodies.check(sent.method, sent.path, sent.json)


@pytest.fixture
async def ada(sandbox: Sandbox) -> AsyncIterator[MemberClient]:
    """A member of whatever sandbox the test runs in."""
    async with connect_member(sandbox.base_url, "Ada") as member:
        yield member


@pytest.fixture
async def bruno(sandbox: Sandbox) -> AsyncIterator[MemberClient]:
    """Another one."""
    async with connect_member(sandbox.base_url, "Bruno") as member:
        yield member
