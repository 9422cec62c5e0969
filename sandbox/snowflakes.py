"""Discord's ids: 64 bits, sortable by the time they were made."""

import itertools
from collections.abc import Iterator

from sandbox.clock import Clock

DISCORD_EPOCH_MS = 1_420_070_400_000


class SnowflakeGenerator:
    """Makes ids that ascend, and are unique beside those of the generators made from it."""

    def __init__(self, clock: Clock, increments: Iterator[int] | None = None) -> None:
        self._clock = clock
        self._increments = increments or itertools.count()
        self._last = 0

    def __call__(self) -> str:
        milliseconds = int(self._clock() * 1000) - DISCORD_EPOCH_MS
        candidate = (milliseconds << 22) | (next(self._increments) & 0x3F_FFFF)
        self._last = max(candidate, self._last + 1)
        return str(self._last)

    def earlier(self, seconds: float) -> "SnowflakeGenerator":
        """Returns a generator of ids that were made so long ago."""
        # Two generators may go back to the same millisecond: only the increments tell them apart.
        return SnowflakeGenerator(lambda: self._clock() - seconds, self._increments)
