"""A waiting time that people can watch: it counts down, and jumps only for a reason."""

import time

TOLERANCE = 0.25
TOLERATED_SECONDS = 3.0
LEAST_SECONDS = 1.0


class Countdown:
    """Follows estimates that come again and again and never quite agree."""

    def __init__(self) -> None:
        self._end: float | None = None

    @property
    def seconds(self) -> float | None:
        """What is left by what was last believed; None without any estimate."""
        if self._end is None:
            return None
        return max(LEAST_SECONDS, self._end - time.perf_counter())

    def expect(self, seconds: float) -> None:
        """Takes an estimate of what is left; one that is about the same changes nothing."""
        now = time.perf_counter()
        tolerance = max(TOLERATED_SECONDS, TOLERANCE * seconds)
        if (
            self._end is None
            or self._end < now + LEAST_SECONDS
            or abs(now + seconds - self._end) > tolerance
        ):
            self._end = now + seconds

    def forget(self) -> None:
        """Drops the estimate: something else is waited for from now on."""
        self._end = None
