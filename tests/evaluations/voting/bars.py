"""What the figures have to reach."""

from collections.abc import Iterator

from tests.evaluations.bars import Bar
from tests.evaluations.voting.measures import mean
from tests.evaluations.voting.seasons import SeasonKind
from tests.evaluations.voting.voting import ATELIER, BUDGETS, Results

LEAST_TAU = dict(zip(BUDGETS, (0.66, 0.72), strict=True))
COVERAGE = (0.90, 0.98)
MOST_SPREAD = 3
MOST_FALSE_ALARMS = 0.05


def bars_of(results: Results, alarms: dict[SeasonKind, float]) -> Iterator[Bar]:
    """Yields the bars of whatever was measured."""
    for budget, least in LEAST_TAU.items():
        if (ATELIER, budget) in results:
            figures = results[ATELIER, budget]
            yield Bar(f"Kendall's tau, {budget} looks", mean(figures.tau).value, least)
            covered = mean(figures.coverage).value
            yield Bar(f"intervals that hold the truth, {budget} looks", covered, *COVERAGE)
            most = max(figures.spread)
            yield Bar(f"spread of show counts, {budget} looks", most, most=MOST_SPREAD)
    for kind, share in alarms.items():
        if not kind.ring:
            name = f"honest seasons of {kind.people} with an alarm"
            yield Bar(name, share, most=MOST_FALSE_ALARMS)
