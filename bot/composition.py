"""Builds the running bot from its settings: the only place where parts are put together."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.client import AtelierBot, point_discord_at
from bot.database.migrate import upgrade_async
from bot.database.session import Database
from bot.services.creation import CreationService
from bot.services.profiles import ProfileService
from bot.services.services import Services
from bot.services.works import WorkService
from bot.settings import Settings
from models.base import ModelConfiguration
from models.engine.engine import EngineConfiguration, InferenceEngine

DRAIN_SECONDS = 5.0


def model_configuration(settings: Settings) -> ModelConfiguration:
    """Returns which models to run and on what."""
    return ModelConfiguration(
        text_model_id=settings.text_model_id,
        image_model_id=settings.image_model_id,
        device=settings.device,
        dtype=settings.dtype,
        threads=settings.threads,
    )


def engine_configuration(settings: Settings) -> EngineConfiguration:
    """Returns how the engine is to run."""
    return EngineConfiguration(
        models=model_configuration(settings),
        max_queued=settings.max_queued,
        max_queued_per_member=settings.max_queued_per_member,
    )


@asynccontextmanager
async def services_for(
    settings: Settings, engine_settings: EngineConfiguration | None = None
) -> AsyncGenerator[Services]:
    """Opens database and engine, and closes them at the end.

    Raises:
        DatabaseError: The database can't be opened or migrated.
    """
    await upgrade_async(settings.resolved_database_url)
    database = Database(settings.resolved_database_url)
    engine = InferenceEngine(engine_settings or engine_configuration(settings))
    try:
        await engine.start()
        yield Services(
            creation=CreationService(engine, database),
            profiles=ProfileService(database),
            works=WorkService(database),
            engine=engine,
        )
    finally:
        await engine.stop()
        await database.dispose()


@asynccontextmanager
async def bot_for(
    settings: Settings, engine_settings: EngineConfiguration | None = None
) -> AsyncGenerator[AtelierBot]:
    """Builds the bot; at the end, whoever still waits is told before the connection closes."""
    point_discord_at(settings)
    async with services_for(settings, engine_settings) as services:
        bot = AtelierBot(services)
        try:
            yield bot
        finally:
            await services.engine.stop()
            await bot.drain(DRAIN_SECONDS)
            await bot.close()
