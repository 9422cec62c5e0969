"""When a preview is worth its time, and what it looks like."""

import time
from collections.abc import Callable, Sequence

from PIL import Image

from models.image.grid import GAP, grid, png_bytes

_SIDE = 192
_SECONDS_BETWEEN = 1.0
# What is done sooner needs none. Half a second more than we mean: early estimates are rough.
_SECONDS_WORTH_IT = 1.5
_FIRST_FRACTION = 0.06


class PreviewPace:
    """Says when a request is due a preview: early, then at most once a second, if it takes long.

    Args:
        clock: Seconds that only rise.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = clock()
        self._shown: float | None = None

    @property
    def age(self) -> float:
        """Seconds since the last preview, or infinity: the oldest is served first."""
        return float("inf") if self._shown is None else self._clock() - self._shown

    def is_due(self, fraction: float, first_fraction: float = _FIRST_FRACTION) -> bool:
        """Returns whether to show a preview now.

        Args:
            fraction: How much is done.
            first_fraction: Before that much there is nothing to see.
        """
        if not first_fraction <= fraction < 1:
            return False
        expected_seconds = (self._clock() - self._started) / fraction
        return expected_seconds >= _SECONDS_WORTH_IT and self.age >= _SECONDS_BETWEEN

    def note_shown(self) -> None:
        """Starts the wait for the next one."""
        self._shown = self._clock()


def preview_png(images: Sequence[Image.Image]) -> bytes:
    """Returns a small PNG of one picture, or of several in a grid."""
    side = _SIDE if len(images) == 1 else (_SIDE - GAP) // 2
    small = [image.resize((side, side), Image.Resampling.BILINEAR) for image in images]
    return png_bytes(grid(small))
