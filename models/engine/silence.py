"""Notices when nothing was heard for too long."""

import asyncio
import time
from collections.abc import Callable


class SilenceWatch:
    """Calls back once a deadline has passed that may move on in the meantime."""

    def __init__(
        self, deadline: Callable[[], float | None], on_silence: Callable[[], None]
    ) -> None:
        """Watches nothing yet.

        Args:
            deadline: Returns until when to be patient, by `time.perf_counter`; None for ever.
            on_silence: Called when it has passed.
        """
        self._deadline = deadline
        self._on_silence = on_silence
        self._timer: asyncio.TimerHandle | None = None

    def reset(self) -> None:
        """Looks at the deadline anew; to be called whenever it may have come nearer."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        deadline = self._deadline()
        if deadline is not None:
            delay = max(0.0, deadline - time.perf_counter())
            self._timer = asyncio.get_running_loop().call_later(delay, self._check)

    def _check(self) -> None:
        self._timer = None
        deadline = self._deadline()
        if deadline is None:
            return
        if deadline <= time.perf_counter():
            self._on_silence()
        else:
            self.reset()
