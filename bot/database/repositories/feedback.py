"""Feedback: what members made of works, event by event."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.tables import FeedbackEvent, Verdict, Work

JUDGEMENTS = (Verdict.LIKE, Verdict.DISLIKE)


@dataclass(frozen=True)
class FeedbackCounts:
    """How many members like and dislike a work."""

    likes: int
    dislikes: int


@dataclass(frozen=True)
class JudgedWork:
    """A work that a member liked or disliked, with the plan it was made by."""

    plan: dict[str, object]
    kind: str
    verdict: Verdict


class FeedbackRepository:
    """All feedback; a member's verdict on a work is their latest like or dislike of it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, work_id: str, member_id: int, verdict: Verdict) -> None:
        """Records what a known member did about a work."""
        self._session.add(FeedbackEvent(work_id=work_id, member_id=member_id, verdict=verdict))
        await self._session.flush()

    async def verdict(self, work_id: str, member_id: int) -> Verdict | None:
        """Whether the member likes or dislikes the work; None if they said neither."""
        return await self._session.scalar(
            select(FeedbackEvent.verdict).where(
                FeedbackEvent.id.in_(
                    _latest_judgements(
                        FeedbackEvent.work_id == work_id, FeedbackEvent.member_id == member_id
                    )
                )
            )
        )

    async def counts(self, work_id: str) -> FeedbackCounts:
        """How many members like and dislike the work now."""
        rows = await self._session.execute(
            select(FeedbackEvent.verdict, func.count())
            .where(FeedbackEvent.id.in_(_latest_judgements(FeedbackEvent.work_id == work_id)))
            .group_by(FeedbackEvent.verdict)
        )
        counts = dict(rows.all())
        return FeedbackCounts(counts.get(Verdict.LIKE, 0), counts.get(Verdict.DISLIKE, 0))

    async def judged_works(self, member_id: int, limit: int) -> Sequence[JudgedWork]:
        """The works the member likes or dislikes, latest judged first.

        Deleted works count: to dislike a work and then delete it says a lot about taste.
        """
        rows = await self._session.execute(
            select(Work.plan, Work.kind, FeedbackEvent.verdict)
            .join(Work, Work.id == FeedbackEvent.work_id)
            .where(FeedbackEvent.id.in_(_latest_judgements(FeedbackEvent.member_id == member_id)))
            .order_by(FeedbackEvent.id.desc())
            .limit(limit)
        )
        return [JudgedWork(*row) for row in rows]


def _latest_judgements(*conditions: ColumnElement[bool]) -> Select[int]:
    """The ids of each member's latest like or dislike of each work."""
    return (
        select(func.max(FeedbackEvent.id))
        .where(FeedbackEvent.verdict.in_(JUDGEMENTS), *conditions)
        .group_by(FeedbackEvent.work_id, FeedbackEvent.member_id)
    )
