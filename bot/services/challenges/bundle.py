"""All services of challenges in one frozen bundle."""

from dataclasses import dataclass

from bot.database.session import Database
from bot.services.challenges.clock import Clock
from bot.services.challenges.deadlines import DeadlineService
from bot.services.challenges.juries import JuryService
from bot.services.challenges.organising import ChallengeService
from bot.services.challenges.results import ResultsService
from bot.services.challenges.series import SeriesService
from bot.services.challenges.server_settings import ChallengeSettingsService
from bot.services.challenges.submissions import SubmissionService
from bot.services.challenges.templates import TemplateService
from bot.services.challenges.voting import VotingService


@dataclass(frozen=True)
class ChallengeServices:
    """What the bot can do about challenges; all of it reads the same clock."""

    settings: ChallengeSettingsService
    organising: ChallengeService
    deadlines: DeadlineService
    submissions: SubmissionService
    voting: VotingService
    juries: JuryService
    results: ResultsService
    templates: TemplateService
    series: SeriesService


def challenge_services(database: Database, clock: Clock) -> ChallengeServices:
    """Returns the services of challenges on a database."""
    return ChallengeServices(
        settings=ChallengeSettingsService(database, clock),
        organising=ChallengeService(database, clock),
        deadlines=DeadlineService(database, clock),
        submissions=SubmissionService(database, clock),
        voting=VotingService(database, clock),
        juries=JuryService(database, clock),
        results=ResultsService(database, clock),
        templates=TemplateService(database, clock),
        series=SeriesService(database, clock),
    )
