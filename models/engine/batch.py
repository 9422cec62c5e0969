"""How each of the jobs at a worker is getting on."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.base import Progress, Stage
from models.engine.job import Job


@dataclass
class Slot:
    """A job at the worker.

    Attributes:
        heard_at: When the worker last said something about it.
        generating_since: When the model began with it; None before that.
        fraction: How much of it is done; None if unknown.
        work: Its share of the model's time so far, in seconds.
    """

    job: Job
    heard_at: float = field(default_factory=time.perf_counter)
    generating_since: float | None = None
    fraction: float | None = None
    work: float = 0.0

    @property
    def elapsed(self) -> float:
        """Seconds since the model began with it."""
        return 0.0 if self.generating_since is None else time.perf_counter() - self.generating_since


class Batch:
    """Jobs that the model makes at the same time share its time equally."""

    def __init__(self) -> None:
        self._slots: dict[int, Slot] = {}
        self._shared_until = time.perf_counter()

    def __len__(self) -> int:
        return len(self._slots)

    def __iter__(self) -> Iterator[Slot]:
        return iter(self._slots.values())

    def get(self, job_id: int) -> Slot | None:
        """Returns a job's slot; None if it is not here."""
        return self._slots.get(job_id)

    def add(self, job: Job) -> None:
        """Notes that the worker was given a job."""
        self._slots[job.id] = Slot(job)

    def hear(self, slot: Slot, progress: Progress | None) -> bool:
        """Notes a sign of life, and returns whether the model has begun with the job just now."""
        slot.heard_at = time.perf_counter()
        if progress is None or progress.stage is not Stage.GENERATING:
            return False
        slot.fraction = progress.fraction
        if slot.generating_since is not None:
            return False
        self._share()
        slot.generating_since = slot.heard_at
        return True

    def end(self, job_id: int) -> Slot | None:
        """Takes out a job that ended; None if it is not here."""
        self._share()
        return self._slots.pop(job_id, None)

    def clear(self) -> None:
        """Takes out all jobs."""
        self._slots.clear()

    def deadline(self, load_seconds: float, stall_seconds: float) -> float | None:
        """Returns when the worker has been silent for too long, by `time.perf_counter`.

        Every job that the model has begun with must give signs of life. Those that wait in the
        worker, for the model to load or for a place beside others, are silent by right, but not for
        ever.
        """
        if not self._slots:
            return None
        generating = [slot.heard_at for slot in self if slot.generating_since is not None]
        if generating:
            return min(generating) + stall_seconds
        return max(slot.heard_at for slot in self) + load_seconds

    def _share(self) -> None:
        now = time.perf_counter()
        generating = [slot for slot in self if slot.generating_since is not None]
        for slot in generating:
            slot.work += (now - self._shared_until) / len(generating)
        self._shared_until = now
