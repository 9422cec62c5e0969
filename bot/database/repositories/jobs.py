"""Jobs: accepted commands, so that each one ends, across restarts too."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.base import utc_now
from bot.database.tables import Delivery, Job, JobStatus, Work

UNFINISHED = (JobStatus.QUEUED, JobStatus.RUNNING)


class JobRepository:
    """All jobs. A job ends once: what comes second is told so by False."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, job: Job) -> Job:
        """Stores a new job of a known member and gives it its id."""
        self._session.add(job)
        await self._session.flush()
        return job

    async def get(self, job_id: str) -> Job | None:
        """The job; None if there is none."""
        return await self._session.get(Job, job_id, populate_existing=True)

    async def start(self, job_id: str) -> bool:
        """Marks the job as running, again if it was when the bot stopped."""
        return await self._move(job_id, JobStatus.RUNNING, started_at=utc_now())

    async def finish(self, job_id: str, work_id: str) -> bool:
        """Marks the job as done; call it in the unit of work that stores the work."""
        return await self._end(job_id, JobStatus.DONE, work_id=work_id)

    async def fail(self, job_id: str, error: str) -> bool:
        """Marks the job as failed.

        Args:
            job_id: The job.
            error: What went wrong, as the member was told.
        """
        return await self._end(job_id, JobStatus.FAILED, error=error)

    async def cancel(self, job_id: str, reason: str) -> bool:
        """Marks the job as cancelled.

        Args:
            job_id: The job.
            reason: By whom, as the member is told.
        """
        return await self._end(job_id, JobStatus.CANCELLED, error=reason)

    async def requeue(self) -> None:
        """Marks all jobs that run as waiting again; call it at start-up, when none can run."""
        await self._session.execute(
            update(Job)
            .where(Job.status == JobStatus.RUNNING)
            .values(status=JobStatus.QUEUED, started_at=None)
        )

    async def unfinished(self) -> Sequence[Job]:
        """The jobs that wait or run, oldest first; at start-up, those a restart interrupted."""
        jobs = await self._session.scalars(
            select(Job).where(Job.status.in_(UNFINISHED)).order_by(Job.created_at, Job.id)
        )
        return jobs.all()

    async def undelivered(self) -> Sequence[Job]:
        """The jobs that ended, but whose member may not have the answer, oldest first."""
        jobs = await self._session.scalars(
            select(Job)
            .where(Job.delivery == Delivery.PENDING, Job.status.not_in(UNFINISHED))
            .order_by(Job.created_at, Job.id)
        )
        return jobs.all()

    async def recent_by(self, member_id: int, limit: int, offset: int = 0) -> Sequence[Job]:
        """The member's jobs, latest first; those whose work was deleted are left out."""
        jobs = await self._session.scalars(
            select(Job)
            .outerjoin(Work, Work.id == Job.work_id)
            .where(Job.member_id == member_id, Work.deleted_at.is_(None))
            .order_by(Job.created_at.desc(), Job.id)
            .limit(limit)
            .offset(offset)
        )
        return jobs.all()

    async def attempt(self, job_id: str, channel_id: int, at: datetime) -> None:
        """Records that an answer is about to be sent to a channel."""
        await self._update(job_id, attempted_channel_id=channel_id, attempted_at=at)

    async def deliver(self, job_id: str, channel_id: int, message_id: int) -> None:
        """Records the message that answers the job, and that it shows the job's work if any."""
        await self._update(
            job_id,
            delivery=Delivery.DELIVERED,
            delivered_channel_id=channel_id,
            delivered_message_id=message_id,
            delivered_at=utc_now(),
        )
        await self._session.execute(
            update(Work)
            .where(Work.id == select(Job.work_id).where(Job.id == job_id).scalar_subquery())
            .values(channel_id=channel_id, message_id=message_id)
        )

    async def keep(self, job_id: str) -> None:
        """Records that the answer can be sent nowhere."""
        await self._update(job_id, delivery=Delivery.UNDELIVERABLE)

    async def _update(self, job_id: str, **values: Any) -> None:
        await self._session.execute(update(Job).where(Job.id == job_id).values(**values))

    async def _end(self, job_id: str, status: JobStatus, **values: Any) -> bool:
        return await self._move(job_id, status, finished_at=utc_now(), **values)

    async def _move(self, job_id: str, status: JobStatus, **values: Any) -> bool:
        moved = await self._session.scalar(
            update(Job)
            .where(Job.id == job_id, Job.status.in_(UNFINISHED))
            .values(status=status, **values)
            .returning(Job.id)
        )
        return moved is not None
