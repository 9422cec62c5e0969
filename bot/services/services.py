"""All services in one frozen bundle, for the cogs."""

from dataclasses import dataclass

from bot.services.creation import CreationService
from bot.services.profiles import ProfileService
from bot.services.works import WorkService
from models.engine.engine import InferenceEngine


@dataclass(frozen=True)
class Services:
    """What the bot can do."""

    creation: CreationService
    profiles: ProfileService
    works: WorkService
    engine: InferenceEngine
