"""What the engine hears of a job while a model works on it, and no more than is of use."""

import time
from dataclasses import replace

from models.base import Progress, Stage
from models.engine.messages import Alive, Reported
from models.engine.pipes import Outbox

MIN_SECONDS_BETWEEN_REPORTS = 0.1
MAX_SILENT_SECONDS = 1.0


class SignsOfLife:
    """Sends what one job has to say."""

    def __init__(self, job_id: int, outbox: Outbox) -> None:
        self._job_id = job_id
        self._outbox = outbox
        self._stage: Stage | None = None
        self._unsent: Progress | None = None
        self._sent_at = time.monotonic()

    def report(self, progress: Progress) -> None:
        """Sends the first progress of a stage, and from then on what comes slowly enough.

        What is held back is not lost: its draft and preview come with the next that is sent.
        """
        if self._unsent is not None:
            progress = replace(
                progress,
                draft=progress.draft or self._unsent.draft,
                preview=progress.preview or self._unsent.preview,
            )
        now = time.monotonic()
        if progress.stage is self._stage and now - self._sent_at < MIN_SECONDS_BETWEEN_REPORTS:
            self._unsent = progress
            return
        self._unsent = None
        self._stage = progress.stage
        self._sent_at = now
        self._outbox.send(Reported(self._job_id, progress))

    def is_asked(self) -> None:
        """Shows that the model is alive: one that asks whether to stop, but reports nothing."""
        now = time.monotonic()
        if now - self._sent_at > MAX_SILENT_SECONDS:
            self._sent_at = now
            self._outbox.send(Alive(self._job_id))
