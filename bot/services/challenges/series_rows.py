"""Rows of series, filled and read."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.repositories.series import BriefRepository
from bot.database.series_tables import ChallengeSeries
from bot.database.series_tables import SeriesBrief as BriefRow
from bot.services.challenges.outline import Series, SeriesBrief, SeriesDraft
from bot.services.challenges.outline_records import outline_from_json
from bot.services.challenges.wall_clock import next_at


def next_opening(row: ChallengeSeries, zone: ZoneInfo, after: datetime) -> datetime:
    """Returns when a series begins its next challenge after a time."""
    return next_at(time.fromisoformat(row.local_time), row.weekday, zone, after)


async def series_in(session: AsyncSession, row: ChallengeSeries) -> Series:
    """Returns the series in a row, with the briefs that are left."""
    briefs = await BriefRepository(session).approved(row.id)
    draft = SeriesDraft(
        outline_from_json(row.outline),
        row.cadence,
        time.fromisoformat(row.local_time),
        row.weekday,
        tuple(brief.text for brief in briefs),
        row.wants_written_briefs,
    )
    return Series(
        row.id,
        row.guild_id,
        row.channel_id,
        row.author_id,
        draft,
        row.next_at,
        row.is_paused,
        len(briefs),
    )


def brief_in(row: BriefRow) -> SeriesBrief:
    """Returns the brief in a row."""
    return SeriesBrief(row.id, row.series_id, row.text, row.state)
