"""How often a message may be edited while Discord is busy.

discord.py waits out rate limits by itself and does not tell of them; but an edit that had to wait
has taken long.
"""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

EDIT_SECONDS = 1.5
LONGEST_SECONDS = 15.0
SLOW_SECONDS = 1.0
SLOWER, FASTER = 2.0, 0.75
# Of all messages together, so that whoever asks anew is answered at once.
EDITS_PER_SECOND = 20.0


class Pace:
    """The pause after each edit of one message."""

    def __init__(self, count_waiting: Callable[[], int] = lambda: 1) -> None:
        """Begins as fast as is allowed.

        Args:
            count_waiting: Says how many messages are being edited now.
        """
        self._seconds = EDIT_SECONDS
        self._count_waiting = count_waiting

    @property
    def seconds(self) -> float:
        """The pause until the next edit."""
        return max(self._seconds, self._count_waiting() / EDITS_PER_SECOND)

    @contextmanager
    def measured(self) -> Generator[None]:
        """Slows down after an edit that took long or failed, and speeds up again after others."""
        began = time.monotonic()
        factor = SLOWER
        try:
            yield
            if time.monotonic() - began < SLOW_SECONDS:
                factor = FASTER
        finally:
            self._seconds = min(LONGEST_SECONDS, max(EDIT_SECONDS, self._seconds * factor))
