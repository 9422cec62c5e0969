"""Finished works: judging, deleting, remembering where they are shown."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.repositories.feedback import FeedbackCounts, FeedbackRepository
from bot.database.repositories.members import MemberRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Verdict, Work
from bot.errors import NotYours, WorkNotFound


class WorkService:
    """What members do with works."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def judge(self, work_id: str, member_id: int, verdict: Verdict) -> FeedbackCounts:
        """Records a like or dislike, which replaces the member's earlier one.

        Raises:
            WorkNotFound: It was deleted.
        """
        async with self._database.unit_of_work() as session:
            await _existing(session, work_id)
            await MemberRepository(session).ensure(member_id)
            feedback = FeedbackRepository(session)
            await feedback.add(work_id, member_id, verdict)
            return await feedback.counts(work_id)

    async def delete(self, work_id: str, member_id: int) -> tuple[int | None, int | None]:
        """Deletes a work of the member's own; returns channel and message that show it.

        Raises:
            WorkNotFound: It was deleted already.
            NotYours: Somebody else made it.
        """
        async with self._database.unit_of_work() as session:
            work = await _existing(session, work_id)
            if work.author_id != member_id:
                raise NotYours("Only the one who asked for this work can delete it.")
            await WorkRepository(session).mark_deleted(work_id)
            await FeedbackRepository(session).add(work_id, member_id, Verdict.DELETE)
            return work.channel_id, work.message_id


async def _existing(session: AsyncSession, work_id: str) -> Work:
    work = await WorkRepository(session).get(work_id)
    if work is None:
        raise WorkNotFound("This work was deleted; there is nothing left to act on.")
    return work
