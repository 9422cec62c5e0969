"""What the figures have to reach."""

from collections.abc import Iterator

import numpy as np

from tests.evaluations.bars import Bar
from tests.evaluations.images.figures import Matches
from tests.evaluations.images.speed import Wait

_TOP1_OF_REAL, _TOP5_OF_REAL = 0.7, 0.85
_COLOURS, _STYLES = 0.8, 0.85
_MOST_SECONDS, _MOST_SECONDS_TO_PREVIEW = 6.0, 1.5


def bars_of_matches(found: Matches) -> Iterator[Bar]:
    """Yields the bars of R-precision, which depend on that of real drawings."""
    yield Bar("R-precision, best match", found.drawn.top1, _TOP1_OF_REAL * found.real.top1)
    yield Bar("R-precision, among five", found.drawn.top5, _TOP5_OF_REAL * found.real.top5)


def bar_of_styles(shares: dict[str, float]) -> Bar:
    """Returns the bar of the mean over styles."""
    return Bar("style as asked", float(np.mean(list(shares.values()))), _STYLES)


def bar_of_colours(shares: dict[str, float]) -> Bar:
    """Returns the bar of the mean over the ways to ask."""
    return Bar("colour as asked", float(np.mean(list(shares.values()))), _COLOURS)


def bars_of_speed(wait: Wait) -> Iterator[Bar]:
    """Yields the bars of four stickers."""
    yield Bar("seconds for four stickers", wait.all_pictures, most=_MOST_SECONDS)
    yield Bar("seconds to their first preview", wait.first_preview, most=_MOST_SECONDS_TO_PREVIEW)
