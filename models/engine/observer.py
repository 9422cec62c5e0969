"""What an engine tells whoever counts and measures; metrics are made of it elsewhere."""

from enum import StrEnum
from typing import Protocol

from models.base import GenerationResult, Kind


class Outcome(StrEnum):
    """How a job ended."""

    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"
    STOPPED = "stopped"


class EngineObserver(Protocol):
    """Is called in the event loop, as things happen; every call must be quick and never raise.

    A lane is one worker process, named "text" or "images".
    """

    def job_queued(self, kind: Kind) -> None:
        """A job was accepted."""
        ...

    def job_refused(self, kind: Kind) -> None:
        """A job was not accepted, because too many wait."""
        ...

    def job_started(self, kind: Kind, wait_seconds: float) -> None:
        """A worker was given a job, for the first time, after so long in line."""
        ...

    def job_ended(
        self,
        kind: Kind,
        outcome: Outcome,
        wait_seconds: float,
        run_seconds: float,
        result: GenerationResult | None,
    ) -> None:
        """An accepted job ended.

        Args:
            kind: What it was to make.
            outcome: How it ended.
            wait_seconds: How long it waited in line.
            run_seconds: How long a worker had it, retries included; 0 if none ever did.
            result: What was made; only if it is FINISHED.
        """
        ...

    def queue_changed(self, lane: str, waiting: int) -> None:
        """So many wait for a lane now."""
        ...

    def batch_changed(self, lane: str, size: int) -> None:
        """A lane's worker has so many jobs now."""
        ...

    def worker_started(self, lane: str) -> None:
        """A lane has a worker that is ready for jobs: the first one or a new one."""
        ...

    def worker_lost(self, lane: str, *, planned: bool) -> None:
        """A lane's worker is gone: unloaded or too big if planned, else dead, hung or killed."""
        ...

    def worker_memory(self, lane: str, resident_bytes: int) -> None:
        """A lane's worker takes so much memory; told every few seconds."""
        ...


class Unobserved(EngineObserver):
    """Counts nothing; a base for observers that want only some of the calls."""

    def job_queued(self, kind: Kind) -> None:
        pass

    def job_refused(self, kind: Kind) -> None:
        pass

    def job_started(self, kind: Kind, wait_seconds: float) -> None:
        pass

    def job_ended(
        self,
        kind: Kind,
        outcome: Outcome,
        wait_seconds: float,
        run_seconds: float,
        result: GenerationResult | None,
    ) -> None:
        pass

    def queue_changed(self, lane: str, waiting: int) -> None:
        pass

    def batch_changed(self, lane: str, size: int) -> None:
        pass

    def worker_started(self, lane: str) -> None:
        pass

    def worker_lost(self, lane: str, *, planned: bool) -> None:
        pass

    def worker_memory(self, lane: str, resident_bytes: int) -> None:
        pass
