"""Series of challenges and their briefs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_choices import BriefState
from bot.database.series_tables import ChallengeSeries, SeriesBrief


class SeriesRepository:
    """All series that have not ended."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, series: ChallengeSeries) -> ChallengeSeries:
        """Stores a series of a known guild and author and gives it its id."""
        self._session.add(series)
        await self._session.flush()
        return series

    async def get(self, series_id: str) -> ChallengeSeries | None:
        """The series, which nobody else changes until this unit of work is over."""
        return await self._session.scalar(
            select(ChallengeSeries)
            .where(ChallengeSeries.id == series_id, ChallengeSeries.ended_at.is_(None))
            .with_for_update()
        )

    async def of(self, guild_id: int) -> Sequence[ChallengeSeries]:
        """The guild's series, the next to begin first."""
        series = await self._session.scalars(
            select(ChallengeSeries)
            .where(ChallengeSeries.guild_id == guild_id, ChallengeSeries.ended_at.is_(None))
            .order_by(ChallengeSeries.next_at, ChallengeSeries.id)
        )
        return series.all()

    async def due(self, now: datetime) -> Sequence[str]:
        """The ids of the series that are to begin a challenge."""
        ids = await self._session.scalars(
            select(ChallengeSeries.id)
            .where(
                ChallengeSeries.next_at <= now,
                ChallengeSeries.is_paused.is_(False),
                ChallengeSeries.ended_at.is_(None),
            )
            .order_by(ChallengeSeries.next_at, ChallengeSeries.id)
        )
        return ids.all()

    async def wanting_briefs(self) -> Sequence[ChallengeSeries]:
        """The series that want a written brief and have none that is approved or pending."""
        has_one = (
            select(SeriesBrief.id)
            .where(
                SeriesBrief.series_id == ChallengeSeries.id,
                SeriesBrief.state.in_((BriefState.PENDING, BriefState.APPROVED)),
            )
            .exists()
        )
        series = await self._session.scalars(
            select(ChallengeSeries)
            .where(
                ChallengeSeries.wants_written_briefs.is_(True),
                ChallengeSeries.is_paused.is_(False),
                ChallengeSeries.ended_at.is_(None),
                ~has_one,
            )
            .order_by(ChallengeSeries.next_at, ChallengeSeries.id)
        )
        return series.all()

    async def move(self, series_id: str, from_time: datetime, to_time: datetime) -> bool:
        """Sets when the next challenge begins; False if somebody else did."""
        moved = await self._session.scalar(
            update(ChallengeSeries)
            .where(ChallengeSeries.id == series_id, ChallengeSeries.next_at == from_time)
            .values(next_at=to_time)
            .returning(ChallengeSeries.id)
        )
        return moved is not None


class BriefRepository:
    """All briefs of series."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, series_id: str, text: str, state: BriefState) -> SeriesBrief:
        """Stores a brief after the others of its series."""
        last = select(func.max(SeriesBrief.number)).where(SeriesBrief.series_id == series_id)
        number = (await self._session.scalar(last) or 0) + 1
        brief = SeriesBrief(series_id=series_id, number=number, text=text, state=state)
        self._session.add(brief)
        await self._session.flush()
        return brief

    async def get(self, brief_id: str) -> SeriesBrief | None:
        """The brief; None if there is none."""
        return await self._session.get(SeriesBrief, brief_id, populate_existing=True)

    async def approved(self, series_id: str) -> Sequence[SeriesBrief]:
        """The approved briefs of a series that are not used, in order."""
        briefs = await self._session.scalars(
            select(SeriesBrief)
            .where(SeriesBrief.series_id == series_id, SeriesBrief.state == BriefState.APPROVED)
            .order_by(SeriesBrief.number)
        )
        return briefs.all()

    async def pending(self, guild_id: int) -> Sequence[SeriesBrief]:
        """The briefs of a guild's series that wait for a moderator, oldest first."""
        briefs = await self._session.scalars(
            select(SeriesBrief)
            .join(ChallengeSeries, ChallengeSeries.id == SeriesBrief.series_id)
            .where(
                ChallengeSeries.guild_id == guild_id,
                ChallengeSeries.ended_at.is_(None),
                SeriesBrief.state == BriefState.PENDING,
            )
            .order_by(SeriesBrief.number, SeriesBrief.id)
        )
        return briefs.all()

    async def decide(self, brief_id: str, state: BriefState, text: str, member_id: int) -> bool:
        """Records what a known member decided; False if another was faster."""
        decided = await self._session.scalar(
            update(SeriesBrief)
            .where(SeriesBrief.id == brief_id, SeriesBrief.state == BriefState.PENDING)
            .values(state=state, text=text, decided_by=member_id)
            .returning(SeriesBrief.id)
        )
        return decided is not None
