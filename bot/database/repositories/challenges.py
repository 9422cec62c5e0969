"""Challenges. Whoever writes about one locks its row first, so that all such work is in turn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_tables import Challenge

_IS_CURRENT = and_(Challenge.published_at.is_(None), Challenge.cancelled_at.is_(None))


class ChallengeRepository:
    """All challenges."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, challenge: Challenge) -> Challenge:
        """Stores a challenge of a known guild and author and gives it its id."""
        self._session.add(challenge)
        await self._session.flush()
        return challenge

    async def get(self, challenge_id: str) -> Challenge | None:
        """The challenge; None if there is none."""
        return await self._session.get(Challenge, challenge_id, populate_existing=True)

    async def lock(self, challenge_id: str) -> Challenge | None:
        """The challenge, which nobody else locks or changes until this unit of work is over."""
        # SQLite has one writer at a time anyway, and leaves FOR UPDATE out.
        return await self._session.get(
            Challenge, challenge_id, populate_existing=True, with_for_update=True
        )

    async def change(self, challenge_id: str, version: int, **values: Any) -> bool:
        """Sets values and counts the version up; False if it is another one by now."""
        changed = await self._session.scalar(
            update(Challenge)
            .where(Challenge.id == challenge_id, Challenge.version == version, _IS_CURRENT)
            .values(version=version + 1, **values)
            .returning(Challenge.id)
        )
        return changed is not None

    async def set_thread(self, challenge_id: str, thread_id: int) -> None:
        """Records the challenge's thread."""
        await self._session.execute(
            update(Challenge).where(Challenge.id == challenge_id).values(thread_id=thread_id)
        )

    async def set_jury_weight(self, challenge_id: str, weight: float) -> None:
        """Records how much the jury counts beside the ballots."""
        await self._session.execute(
            update(Challenge).where(Challenge.id == challenge_id).values(jury_weight=weight)
        )

    async def publish(self, challenge_id: str, at: datetime, voters: int, ballots: int) -> bool:
        """Records that the results stand; False if they did before."""
        published = await self._session.scalar(
            update(Challenge)
            .where(Challenge.id == challenge_id, _IS_CURRENT)
            .values(published_at=at, voters=voters, ballots=ballots)
            .returning(Challenge.id)
        )
        return published is not None

    async def current(self, guild_id: int) -> Sequence[Challenge]:
        """The guild's challenges that are neither published nor cancelled."""
        return await self._of(guild_id, _IS_CURRENT)

    async def count_current(self, guild_id: int) -> int:
        """How many those are."""
        count = select(func.count()).where(Challenge.guild_id == guild_id, _IS_CURRENT)
        return await self._session.scalar(count) or 0

    async def archive(self, guild_id: int, limit: int, offset: int) -> Sequence[Challenge]:
        """The guild's published challenges, the latest first."""
        challenges = await self._session.scalars(
            select(Challenge)
            .where(Challenge.guild_id == guild_id, Challenge.published_at.is_not(None))
            .order_by(Challenge.voting_closes_at.desc(), Challenge.id)
            .limit(limit)
            .offset(offset)
        )
        return challenges.all()

    async def published_between(
        self, guild_id: int, begin: datetime, end: datetime
    ) -> Sequence[Challenge]:
        """The guild's published challenges whose voting closed in that time, end excluded."""
        return await self._of(
            guild_id,
            Challenge.published_at.is_not(None),
            Challenge.voting_closes_at >= begin,
            Challenge.voting_closes_at < end,
        )

    async def of_series(self, series_id: str, opens_at: datetime) -> Challenge | None:
        """The challenge that a series began at that time; None if it did not yet."""
        return await self._session.scalar(
            select(Challenge).where(
                Challenge.series_id == series_id, Challenge.opens_at == opens_at
            )
        )

    async def _of(self, guild_id: int, *conditions: ColumnElement[bool]) -> Sequence[Challenge]:
        challenges = await self._session.scalars(
            select(Challenge)
            .where(Challenge.guild_id == guild_id, *conditions)
            .order_by(Challenge.voting_closes_at, Challenge.id)
        )
        return challenges.all()
