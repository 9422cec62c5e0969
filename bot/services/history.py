"""What a member asked for, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.database.repositories.jobs import JobRepository
from bot.database.session import Database
from bot.database.tables import Delivery, Job, JobStatus
from bot.errors import NotYours, WorkNotFound
from bot.services.creation import Creation, CreationService
from bot.services.deliveries import DeliveryService
from models.base import Progress

PAGE_LENGTH = 8
_FORGOTTEN = "This work was deleted; there is nothing left to show."


@dataclass(frozen=True)
class HistoryEntry:
    """A command that was accepted once.

    Attributes:
        subject: What it is about, in the member's words.
        is_kept: There is a work, or there was an answer, that could be sent nowhere.
        guild_id: Of the channel with the message; None for direct messages.
        channel_id: Where the answer stands, or where it will.
        message_id: None if there is no message to look at.
        progress: How far it is, while it waits or runs.
    """

    job_id: str
    kind: str
    subject: str
    status: JobStatus
    created_at: datetime
    reason: str | None
    is_kept: bool
    guild_id: int | None
    channel_id: int | None
    message_id: int | None
    progress: Progress | None

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.status in (JobStatus.QUEUED, JobStatus.RUNNING)

    @property
    def has_work(self) -> bool:
        """Whether there is a work to show."""
        return self.status is JobStatus.DONE


@dataclass(frozen=True)
class HistoryPage:
    """Some entries, newest first.

    Attributes:
        number: From 0.
    """

    number: int
    entries: tuple[HistoryEntry, ...]
    has_older: bool


class HistoryService:
    """Members' own past."""

    def __init__(
        self, database: Database, creation: CreationService, deliveries: DeliveryService
    ) -> None:
        self._database = database
        self._creation = creation
        self._deliveries = deliveries

    async def page(self, member_id: int, number: int = 0) -> HistoryPage:
        """Returns a page of what the member asked for; the newest page has number 0."""
        async with self._database.unit_of_work() as session:
            jobs = await JobRepository(session).recent_by(
                member_id, PAGE_LENGTH + 1, offset=number * PAGE_LENGTH
            )
        entries = tuple(self._entry(job) for job in jobs[:PAGE_LENGTH])
        return HistoryPage(number, entries, has_older=len(jobs) > PAGE_LENGTH)

    async def work(self, job_id: str, member_id: int) -> Creation:
        """Returns what a job of the member's made.

        Raises:
            WorkNotFound: It made nothing, or the work was deleted.
            NotYours: Somebody else asked for it.
        """
        outcome = await self._deliveries.outcome(job_id)
        if outcome is not None and outcome.requester.member_id != member_id:
            raise NotYours("Only the one who asked for this work finds it here.")
        if outcome is None or outcome.creation is None:
            raise WorkNotFound(_FORGOTTEN)
        return outcome.creation

    def _entry(self, job: Job) -> HistoryEntry:
        is_elsewhere = job.delivered_channel_id not in (None, job.channel_id)
        return HistoryEntry(
            job.id,
            job.kind,
            str(job.request.get("theme") or job.request.get("prompt") or ""),
            job.status,
            job.created_at,
            job.error,
            job.delivery is Delivery.UNDELIVERABLE,
            None if is_elsewhere else job.guild_id,
            job.delivered_channel_id or job.channel_id,
            _message_of(job),
            self._creation.progress(job.id),
        )


def _message_of(job: Job) -> int | None:
    if job.delivery is Delivery.UNDELIVERABLE:
        return None
    return job.delivered_message_id or job.message_id
