"""The record of who has the answer to what, so that each answer arrives once."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from bot.database.errors import DatabaseError
from bot.database.repositories.jobs import JobRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Job, JobStatus
from bot.services.creation import Creation
from bot.services.orders import order_in
from bot.services.requester import Requester
from bot.services.rows import requester_in, result_of, with_grid

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attempt:
    """An answer that was about to be sent to a channel; after a crash, it may be there."""

    channel_id: int
    at: datetime


@dataclass(frozen=True)
class Undelivered:
    """An answer that the member may not have.

    Attributes:
        creation: The work; None if the job ended without one.
        reason: Why there is no work, in the words for the member.
        is_cancelled: Somebody wanted it to end.
    """

    job_id: str
    requester: Requester
    attempt: Attempt | None
    creation: Creation | None
    reason: str | None
    is_cancelled: bool


class DeliveryService:
    """Remembers what was sent where; what can't be written down is logged and goes on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def undelivered(self) -> list[str]:
        """Returns the ids of the jobs that ended without a known answer, oldest first."""
        async with self._database.unit_of_work() as session:
            return [job.id for job in await JobRepository(session).undelivered()]

    async def outcome(self, job_id: str) -> Undelivered | None:
        """Returns what a job ended in; None if the work was deleted or can't be read any more."""
        async with self._database.unit_of_work() as session:
            job = await JobRepository(session).get(job_id)
            if job is None:
                return None
            if job.work_id is None:
                return _undelivered(job, None)
            works = WorkRepository(session)
            work = await works.get(job.work_id)
            if work is None:
                return None
            result = result_of(work, await works.images(work.id))
        # Decoding and encoding pictures would hold up everybody else.
        result = await asyncio.to_thread(with_grid, result)
        order = order_in(job)
        return _undelivered(job, Creation(work.id, order.command, order.plan, result))

    async def attempt(self, job_id: str, attempt: Attempt) -> None:
        """Records that an answer is about to be sent."""
        try:
            async with self._database.unit_of_work() as session:
                await JobRepository(session).attempt(job_id, attempt.channel_id, attempt.at)
        except DatabaseError:
            _log.warning("an attempt to answer job %s can't be stored", job_id, exc_info=True)

    async def delivered(self, job_id: str, channel_id: int, message_id: int) -> None:
        """Records the message that answers the job."""
        try:
            async with self._database.unit_of_work() as session:
                await JobRepository(session).deliver(job_id, channel_id, message_id)
        except DatabaseError:
            # The member has the answer; to them, nothing went wrong.
            _log.warning("where job %s is answered can't be stored", job_id, exc_info=True)

    async def keep(self, job_id: str) -> None:
        """Records that the answer can be sent nowhere; the member finds it in their history."""
        try:
            async with self._database.unit_of_work() as session:
                await JobRepository(session).keep(job_id)
        except DatabaseError:
            _log.warning("that job %s has no answer can't be stored", job_id, exc_info=True)


def _undelivered(job: Job, creation: Creation | None) -> Undelivered:
    attempt = None
    if job.attempted_channel_id is not None and job.attempted_at is not None:
        attempt = Attempt(job.attempted_channel_id, job.attempted_at)
    return Undelivered(
        job.id,
        requester_in(job),
        attempt,
        creation,
        job.error,
        job.status is JobStatus.CANCELLED,
    )
