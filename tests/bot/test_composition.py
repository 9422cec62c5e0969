"""How the running bot is put together, and taken apart."""

import asyncio
from pathlib import Path

import pytest

from bot.client import AtelierBot
from bot.composition import bot_for, engine_configuration, model_configuration, services_for
from bot.database.errors import DatabaseError
from bot.services.requester import Requester
from bot.settings import Settings, load_settings
from bot.style.commands import PoemCommand
from models.backend import ModelConfiguration
from models.engine.engine import EngineConfiguration
from models.errors import EngineStopped
from tests.scene import wait_until


def test_settings_become_the_engines_configuration() -> None:
    settings = load_settings(
        _env_file=None,
        text_model_id="a/text",
        image_model_id="an/image",
        device="cpu",
        dtype="float32",
        threads=3,
        max_queued=7,
        max_queued_per_member=2,
        max_queued_per_guild=5,
        max_running_per_member=3,
        max_running_per_guild=4,
        max_worker_memory_mb=1000,
        unload_after_seconds=60,
    )

    assert model_configuration(settings) == ModelConfiguration(
        "a/text", "an/image", "cpu", "float32", 3
    )
    engine = engine_configuration(settings)
    assert (engine.max_queued, engine.max_queued_per_member) == (7, 2)
    assert engine.max_queued_per_guild == 5
    assert (engine.max_running_per_member, engine.max_running_per_guild) == (3, 4)
    assert engine.max_worker_bytes == 1000 * 2**20
    assert engine.unload_after_seconds == 60


async def test_whoever_waits_is_told_before_the_connection_closes(
    settings: Settings, engine_settings: EngineConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    async def ask(bot: AtelierBot) -> None:
        try:
            order = await bot.services.orders.accept(PoemCommand("slow"), Requester(1))
            await bot.services.creation.make(order, lambda _: None)
        except EngineStopped as error:
            await asyncio.sleep(0.05)
            told.append(error.message)

    async def close(_bot: AtelierBot) -> None:
        told.append("closed")

    monkeypatch.setattr(AtelierBot, "close", close)
    monkeypatch.setattr("bot.composition.GRACE_SECONDS", 0.1)
    async with bot_for(settings, engine_settings) as bot:
        bot.deliveries.add(asyncio.create_task(ask(bot)))
        await wait_until(lambda: bool(bot.services.engine.running))

    assert told == ["The bot is shutting down. Please try again in a minute.", "closed"]


async def test_a_database_that_cannot_be_opened_is_an_error_in_words(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    settings = load_settings(_env_file=None, data_folder=file / "folder")

    with pytest.raises(DatabaseError, match="folder of the database can't be used"):
        async with services_for(settings):
            pass
