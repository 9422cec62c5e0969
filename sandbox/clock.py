"""The sandbox's idea of time, so that a test can let a token expire without waiting."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], float]
"""Gives seconds since 1970, like `time.time`."""


class AdjustableClock:
    """Real time plus what `advance` was told."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Moves the clock forward at once."""
        self._ahead += seconds


def timestamp(seconds: float) -> str:
    """Returns the moment as Discord writes it: ISO 8601, UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
