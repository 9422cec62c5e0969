"""How long an event loop keeps others waiting: a short sleep, and how much longer it took."""

import asyncio
import time
from array import array
from pathlib import Path
from typing import Self

SLEEP_SECONDS = 0.005


class LoopLag:
    """Measured delays of one event loop.

    Times are by the clock that all processes of a machine share.
    """

    def __init__(self) -> None:
        self._times = array("d")
        self._delays = array("d")

    async def watch(self) -> None:
        """Measures until cancelled."""
        while True:
            started = time.monotonic()
            await asyncio.sleep(SLEEP_SECONDS)
            ended = time.monotonic()
            self._times.append(ended)
            self._delays.append(ended - started - SLEEP_SECONDS)

    def save(self, path: Path) -> None:
        """Writes all of it to a file."""
        path.write_bytes((self._times + self._delays).tobytes())

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads what `save` wrote."""
        lag = cls()
        both = array("d", path.read_bytes())
        half = len(both) // 2
        lag._times, lag._delays = both[:half], both[half:]
        return lag

    def between(self, start: float, end: float) -> list[float]:
        """Returns the delays in seconds that were measured in that time."""
        measured = zip(self._times, self._delays, strict=True)
        return [delay for at, delay in measured if start <= at <= end]
