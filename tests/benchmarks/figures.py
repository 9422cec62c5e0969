"""From single measurements to what is reported."""

import statistics
from collections.abc import Sequence

Figure = dict[str, float]


def figure(measured: Sequence[float], digits: int = 2) -> Figure:
    """Returns the median of what was measured and how far it spread."""
    return {
        "median": round(statistics.median(measured), digits),
        "low": round(min(measured), digits),
        "high": round(max(measured), digits),
    }


def percentile(measured: Sequence[float], share: float) -> float:
    """Returns the smallest value that at least this share of all does not exceed."""
    in_order = sorted(measured)
    rank = -int(-share * len(in_order) // 1)
    return in_order[max(0, rank - 1)]


def milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    """Returns the usual figures of a time that somebody waits."""
    return {
        "p50_ms": round(1000 * percentile(seconds, 0.5), 1),
        "p99_ms": round(1000 * percentile(seconds, 0.99), 1),
        "max_ms": round(1000 * max(seconds), 1),
        "count": len(seconds),
    }
