"""Juries and their scores."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_tables import Entry, Juror, JuryScore
from bot.database.repositories.upsert import insert_or_update


class JuryRepository:
    """All juries."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def appoint(self, challenge_id: str, juror_ids: Collection[int]) -> None:
        """Sets which known members are in a challenge's jury."""
        await self._session.execute(delete(Juror).where(Juror.challenge_id == challenge_id))
        self._session.add_all(
            Juror(challenge_id=challenge_id, member_id=juror_id) for juror_id in juror_ids
        )
        await self._session.flush()

    async def jurors(self, challenge_id: str) -> Sequence[int]:
        """The ids of the jury's members."""
        jurors = await self._session.scalars(
            select(Juror.member_id)
            .where(Juror.challenge_id == challenge_id)
            .order_by(Juror.member_id)
        )
        return jurors.all()

    async def score(
        self, entry_id: str, author_id: int, juror_id: int, scores: Mapping[str, int]
    ) -> None:
        """Sets a juror's scores of an entry by criterion."""
        for criterion, score in scores.items():
            await insert_or_update(
                self._session,
                JuryScore,
                {"entry_id": entry_id, "juror_id": juror_id, "criterion": criterion},
                author_id=author_id,
                score=score,
            )

    async def scores(self, challenge_id: str) -> Sequence[JuryScore]:
        """All scores of those who are in the challenge's jury."""
        scores = await self._session.scalars(
            select(JuryScore)
            .join(Entry, Entry.id == JuryScore.entry_id)
            .join(
                Juror,
                (Juror.challenge_id == Entry.challenge_id)
                & (Juror.member_id == JuryScore.juror_id),
            )
            .where(Entry.challenge_id == challenge_id)
            .order_by(JuryScore.entry_id, JuryScore.juror_id, JuryScore.criterion)
        )
        return scores.all()
