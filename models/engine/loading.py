"""How long a model takes to load, learnt each time it does."""

import time

from models.base import Stage

FIRST_GUESS_SECONDS = 5.0


class Loading:
    """Follows one lane's model."""

    def __init__(self) -> None:
        self._takes = FIRST_GUESS_SECONDS
        self._since: float | None = None
        self._is_loaded = False

    @property
    def seconds_left(self) -> float:
        """Seconds until the model is ready, were it needed now."""
        if self._is_loaded:
            return 0.0
        elapsed = 0.0 if self._since is None else time.perf_counter() - self._since
        return max(0.0, self._takes - elapsed)

    def hear(self, stage: Stage) -> None:
        """Notes what a job at the worker is at."""
        if stage is Stage.LOADING and self._since is None:
            self._since = time.perf_counter()
        elif stage is Stage.GENERATING and not self._is_loaded:
            self._is_loaded = True
            # One that was loaded ahead of time tells nothing.
            if self._since is not None:
                self._takes = time.perf_counter() - self._since

    def begin_anew(self) -> None:
        """Notes that there is another worker, whose model is not loaded."""
        self._since = None
        self._is_loaded = False
