"""The whole bot on an in-memory Discord, with scripted models and a real database."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from simcord.env import Env

from bot.client import AtelierBot
from bot.composition import services_for
from bot.services.services import Services
from bot.settings import Settings, load_settings
from models.engine.engine import EngineConfiguration
from tests.openapi import RequestBodies


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # pyright: ignore[reportUnusedFunction]
    for name in os.environ:
        if name.startswith("ATELIER_") or name == "DISCORD_TOKEN":
            monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(_env_file=None, data_folder=tmp_path)


@pytest_asyncio.fixture
async def services(settings: Settings) -> AsyncIterator[Services]:
    configuration = EngineConfiguration(backends="tests.scripted_backends:build")
    async with services_for(settings, configuration) as opened:
        yield opened


@pytest.fixture
def simcord_bot(services: Services) -> AtelierBot:
    return AtelierBot(services)


@pytest.fixture(autouse=True)
def _requests_are_as_discord_describes_them(request: pytest.FixtureRequest) -> AsyncIterator[None]:  # pyright: ignore[reportUnusedFunction]
    """Checks every request body that a test of the whole bot sent, where the description is."""
    yield  # pyright: ignore[reportReturnType]
    env = request.node.funcargs.get("simcord_env")
    if isinstance(env, Env):
        bodies = RequestBodies.from_environment()
        if bodies is not None:
            for sent in env.http_requests:
                bodies.check(sent.method, sent.path, sent.json)
