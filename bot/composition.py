"""Builds the running bot from its settings: the only place where parts are put together."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from discord.utils import utcnow

from bot.client import AtelierBot, point_discord_at
from bot.database.migrate import upgrade_async
from bot.database.session import Database
from bot.metrics.engine import EngineMeter
from bot.metrics.meters import Meters
from bot.metrics.requests import request_trace
from bot.metrics.server import served
from bot.services.challenges.brief_writing import BriefWriter
from bot.services.challenges.bundle import challenge_services
from bot.services.craft import CraftService
from bot.services.creation import CreationService
from bot.services.deliveries import DeliveryService
from bot.services.editing import EditingService
from bot.services.expressions import ExpressionService
from bot.services.forms import FormService
from bot.services.going_on import GoingOnService
from bot.services.history import HistoryService
from bot.services.orders import OrderService
from bot.services.profiles import ProfileService
from bot.services.services import Services
from bot.services.sparks import SparkService
from bot.services.works import WorkService
from bot.settings import Settings
from models.backend import ModelConfiguration
from models.engine.engine import EngineConfiguration, InferenceEngine
from models.engine.observer import EngineObserver

# What the models work on may be finished in this time; the rest goes on after the next start.
GRACE_SECONDS = 20.0
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
    megabytes = settings.max_worker_memory_mb
    return EngineConfiguration(
        models=model_configuration(settings),
        max_queued=settings.max_queued,
        max_queued_per_member=settings.max_queued_per_member,
        max_queued_per_guild=settings.max_queued_per_guild,
        max_running_per_member=settings.max_running_per_member,
        max_running_per_guild=settings.max_running_per_guild,
        max_worker_bytes=None if megabytes is None else megabytes * 2**20,
        unload_after_seconds=settings.unload_after_seconds,
    )


@asynccontextmanager
async def services_for(
    settings: Settings,
    engine_settings: EngineConfiguration | None = None,
    observer: EngineObserver | None = None,
) -> AsyncGenerator[Services]:
    """Opens database and engine, and closes them at the end.

    Raises:
        DatabaseError: The database can't be opened or migrated.
    """
    await upgrade_async(settings.resolved_database_url)
    database = Database(settings.resolved_database_url)
    engine = InferenceEngine(engine_settings or engine_configuration(settings), observer)
    try:
        await engine.start()
        orders = OrderService(engine, database)
        profiles = ProfileService(database)
        # The clock of discord.py, so that all times follow it where a test turns it.
        challenges = challenge_services(database, utcnow)
        creation, deliveries = CreationService(engine, database), DeliveryService(database)
        yield Services(
            orders=orders,
            creation=creation,
            deliveries=deliveries,
            history=HistoryService(database, creation, deliveries),
            forms=FormService(database),
            profiles=profiles,
            works=WorkService(database),
            craft=CraftService(database),
            going_on=GoingOnService(database, orders),
            editing=EditingService(database, orders),
            expressions=ExpressionService(database),
            sparks=SparkService(profiles),
            challenges=challenges,
            briefs=BriefWriter(engine, challenges.series),
            engine=engine,
        )
    finally:
        await engine.stop()
        await database.dispose()


@asynccontextmanager
async def bot_for(
    settings: Settings, engine_settings: EngineConfiguration | None = None
) -> AsyncGenerator[AtelierBot]:
    """Builds the bot; at the end, whoever still waits is told before the connection closes.

    Raises:
        DatabaseError: The database can't be opened or migrated.
        SettingsInvalid: The port for metrics is taken.
    """
    point_discord_at(settings)
    meters = Meters()
    async with (
        served(meters, settings.metrics_port),
        services_for(settings, engine_settings, EngineMeter(meters)) as services,
    ):
        bot = AtelierBot(services, request_trace(meters))
        try:
            yield bot
        finally:
            services.orders.close()
            await services.engine.stop(GRACE_SECONDS)
            await bot.drain(DRAIN_SECONDS)
            await bot.close()
