"""Beginning the next challenge of a series, once."""

import logging
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_choices import BriefState
from bot.database.challenge_tables import Challenge as ChallengeRow
from bot.database.repositories.challenges import ChallengeRepository
from bot.database.repositories.series import BriefRepository, SeriesRepository
from bot.database.series_tables import ChallengeSeries
from bot.errors import InvalidOption
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.challenge_rows import challenge_in, columns_of
from bot.services.challenges.draft_checks import SHORTEST
from bot.services.challenges.organising import MOST_CURRENT, added, checked_draft
from bot.services.challenges.outline_records import outline_from_json
from bot.services.challenges.series_rows import next_opening
from bot.services.challenges.server_settings import settings_of
from bot.services.challenges.wall_clock import zone_named

_log = logging.getLogger(__name__)


async def begin(session: AsyncSession, series_id: str, now: datetime) -> Challenge | None:
    """Begins a series' challenge that is due; None if there is none, or nothing can come of it.

    When the server has too many challenges, or it would have closed already, this time is left out.
    When the challenge can't be made, as the server removed its form, the series rests.
    """
    repository = SeriesRepository(session)
    series = await repository.get(series_id)
    if series is None or series.is_paused or series.next_at > now:
        return None
    zone = zone_named((await settings_of(session, series.guild_id)).time_zone)
    opens_at = _latest_opening(series, zone, now)
    if not await repository.move(series.id, series.next_at, next_opening(series, zone, opens_at)):
        return None
    try:
        return await _begun(session, series, opens_at, now)
    except InvalidOption as error:
        _log.warning("series %s rests: %s", series.id, error.message)
        series.is_paused = True
        return None


async def _begun(
    session: AsyncSession, series: ChallengeSeries, opens_at: datetime, now: datetime
) -> Challenge | None:
    challenges = ChallengeRepository(session)
    draft = outline_from_json(series.outline).beginning(opens_at)
    if draft.closes_at <= now + SHORTEST:
        _log.info("series %s leaves out a challenge that would be over", series.id)
        return None
    if await challenges.count_current(series.guild_id) >= MOST_CURRENT:
        _log.warning("series %s leaves out a challenge: its server has too many", series.id)
        return None
    if await challenges.of_series(series.id, opens_at) is not None:
        return None
    checked, notation = await checked_draft(session, draft, series.guild_id)
    approved = await BriefRepository(session).approved(series.id)
    if approved:
        checked = replace(checked, brief=approved[0].text)
        approved[0].state = BriefState.USED
    row = ChallengeRow(
        guild_id=series.guild_id,
        channel_id=series.channel_id,
        author_id=series.author_id,
        series_id=series.id,
        notation=notation,
        created_at=now,
        **columns_of(checked),
    )
    return await challenge_in(session, await added(session, row), now)


def _latest_opening(series: ChallengeSeries, zone: ZoneInfo, now: datetime) -> datetime:
    latest = series.next_at
    while (following := next_opening(series, zone, latest)) <= now:
        latest = following
    return latest
