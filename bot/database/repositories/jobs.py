"""Jobs: accepted commands, so that each one ends, across restarts too."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.base import utc_now
from bot.database.tables import Job, JobStatus, Work

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

    async def set_message(self, job_id: str, message_id: int) -> None:
        """Remembers the message that the member watches while the job runs."""
        await self._session.execute(
            update(Job).where(Job.id == job_id).values(message_id=message_id)
        )

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

    async def cancel(self, job_id: str) -> bool:
        """Marks the job as cancelled."""
        return await self._end(job_id, JobStatus.CANCELLED)

    async def unfinished(self) -> Sequence[Job]:
        """The jobs that wait or run, oldest first; at start-up, those a restart interrupted."""
        jobs = await self._session.scalars(
            select(Job).where(Job.status.in_(UNFINISHED)).order_by(Job.created_at, Job.id)
        )
        return jobs.all()

    async def undelivered(self, since: datetime) -> Sequence[Job]:
        """The jobs added since then and done, whose work no message shows yet, oldest first."""
        jobs = await self._session.scalars(
            select(Job)
            .join(Work, Work.id == Job.work_id)
            .where(
                Job.status == JobStatus.DONE,
                Job.created_at >= since,
                Work.message_id.is_(None),
                Work.deleted_at.is_(None),
            )
            .order_by(Job.created_at, Job.id)
        )
        return jobs.all()

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
