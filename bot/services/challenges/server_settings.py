"""What a server decides for all its challenges."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.repositories.challenge_settings import ChallengeSettingsRepository
from bot.database.repositories.members import GuildRepository
from bot.database.repositories.series import SeriesRepository
from bot.database.session import Database
from bot.errors import InvalidOption
from bot.services.challenges.access import check_moderator
from bot.services.challenges.clock import Clock
from bot.services.challenges.contestant import Contestant
from bot.services.challenges.series_rows import next_opening
from bot.services.challenges.wall_clock import zone_named

MOST_DAYS = 365


@dataclass(frozen=True)
class ChallengeSettings:
    """What a server decided; the defaults hold until then.

    Attributes:
        time_zone: IANA name, in which members type times and series keep theirs.
        account_days: How old an account has to be to vote.
        membership_days: How long a voter has to be a member.
    """

    time_zone: str = "UTC"
    account_days: int = 14
    membership_days: int = 2


class ChallengeSettingsService:
    """Remembers what servers decided."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def get(self, guild_id: int) -> ChallengeSettings:
        """Returns what a server decided."""
        async with self._database.unit_of_work() as session:
            return await settings_of(session, guild_id)

    async def save(self, guild_id: int, member: Contestant, settings: ChallengeSettings) -> None:
        """Sets what a server decided; series keep their time of the day in a new time zone.

        Raises:
            ModeratorsOnly: The member is no moderator.
            InvalidOption: There is no such time zone, or a number is out of bounds.
        """
        check_moderator(member, guild_id)
        zone = zone_named(settings.time_zone)
        for days in (settings.account_days, settings.membership_days):
            if not 0 <= days <= MOST_DAYS:
                raise InvalidOption(f"Choose a number of days from 0 to {MOST_DAYS}.")
        async with self._database.unit_of_work() as session:
            await GuildRepository(session).ensure(guild_id)
            old = await settings_of(session, guild_id)
            await ChallengeSettingsRepository(session).save(
                guild_id, settings.time_zone, settings.account_days, settings.membership_days
            )
            if old.time_zone == settings.time_zone:
                return
            for series in await SeriesRepository(session).of(guild_id):
                series.next_at = next_opening(series, zone, self._clock())


async def settings_of(session: AsyncSession, guild_id: int) -> ChallengeSettings:
    """Returns what a server decided."""
    row = await ChallengeSettingsRepository(session).get(guild_id)
    if row is None:
        return ChallengeSettings()
    return ChallengeSettings(row.time_zone, row.account_days, row.membership_days)
