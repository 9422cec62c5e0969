"""When a worker has to go though nothing is wrong with its jobs: too big, or idle for long."""

import logging
import time

from models.engine.configuration import EngineConfiguration
from models.engine.memory import FAR_ABOVE, default_limit, in_megabytes

logger = logging.getLogger(__name__)


class WorkerCare:
    """Judges one lane's worker by its memory and by when it was last used.

    Only the end of a process gives all its memory back, so that is how models are unloaded.
    """

    def __init__(self, configuration: EngineConfiguration, lane: str) -> None:
        self._limit = configuration.max_worker_bytes or default_limit()
        self._unload_after_seconds = configuration.unload_after_seconds
        self._lane = lane
        self._used_at: float | None = None
        self._too_big: str | None = None

    @property
    def is_too_big(self) -> bool:
        """Whether the worker is to be given no more jobs."""
        return self._too_big is not None

    def forget(self) -> None:
        """Begins anew, with another worker."""
        self._used_at = None
        self._too_big = None

    def use(self) -> None:
        """Notes that the worker needs its model now."""
        self._used_at = time.perf_counter()

    def weigh(self, resident_bytes: int) -> str | None:
        """Looks at the worker's memory, and returns why to kill it, if that is needed."""
        taken = (
            f"it takes {in_megabytes(resident_bytes)} of memory and may take "
            f"{in_megabytes(self._limit)} (ATELIER_MAX_WORKER_MEMORY_MB)"
        )
        if resident_bytes > self._limit * FAR_ABOVE:
            return taken
        is_too_big = resident_bytes > self._limit
        if is_too_big and self._too_big is None:
            logger.warning("The worker for %s goes when it is idle: %s", self._lane, taken)
        self._too_big = taken if is_too_big else None
        return None

    def reason_to_retire(self) -> str | None:
        """Returns why an idle worker should end; None if it may stay."""
        if self._too_big is not None or self._used_at is None or not self._unload_after_seconds:
            return self._too_big
        idle = time.perf_counter() - self._used_at
        if idle < self._unload_after_seconds:
            return None
        return f"nobody used its model for {idle:.0f} seconds"
