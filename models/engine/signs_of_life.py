"""What the engine hears while a model works: progress, but not more than it can use."""

import time

from models.base import Progress, Stage
from models.engine.messages import Alive, Reported
from models.engine.pipes import Inbox, Outbox

MIN_SECONDS_BETWEEN_REPORTS = 0.05
MAX_SILENT_SECONDS = 1.0


class SignsOfLife:
    """The two callbacks that a backend gets for one job."""

    def __init__(self, job_id: int, inbox: Inbox, outbox: Outbox) -> None:
        self._job_id = job_id
        self._inbox = inbox
        self._outbox = outbox
        self._stage: Stage | None = None
        self._sent_at = 0.0

    def report(self, progress: Progress) -> None:
        """Sends the first progress of a stage, and from then on what comes slowly enough."""
        now = time.monotonic()
        if progress.stage is self._stage and now - self._sent_at < MIN_SECONDS_BETWEEN_REPORTS:
            return
        self._stage = progress.stage
        self._sent_at = now
        self._outbox.send(Reported(self._job_id, progress))

    def is_cancelled(self) -> bool:
        """Whether to stop; a backend that asks is alive, even one that reports nothing."""
        now = time.monotonic()
        if now - self._sent_at > MAX_SILENT_SECONDS:
            self._sent_at = now
            self._outbox.send(Alive())
        return self._inbox.is_cancelled(self._job_id)
