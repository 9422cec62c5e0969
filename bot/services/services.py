"""All services in one frozen bundle, for the cogs."""

from dataclasses import dataclass

from bot.services.challenges.brief_writing import BriefWriter
from bot.services.challenges.bundle import ChallengeServices
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
from bot.services.sparks import SparkService
from bot.services.works import WorkService
from models.engine.engine import InferenceEngine


@dataclass(frozen=True)
class Services:
    """What the bot can do."""

    orders: OrderService
    creation: CreationService
    deliveries: DeliveryService
    history: HistoryService
    forms: FormService
    profiles: ProfileService
    works: WorkService
    craft: CraftService
    going_on: GoingOnService
    editing: EditingService
    expressions: ExpressionService
    sparks: SparkService
    challenges: ChallengeServices
    briefs: BriefWriter
    engine: InferenceEngine
