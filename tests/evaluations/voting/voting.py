"""Ways to vote, each tried on the same challenges."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from bot.judging.ballots import next_shown
from bot.judging.ranking import rank
from tests.evaluations.voting.alternatives import balanced, count_stars
from tests.evaluations.voting.measures import coverage, kendall_tau, scores_of, spread, width
from tests.evaluations.voting.world import Challenge, Chooser, looks, make_challenge, vote

BUDGETS = (12, 20)
ATELIER = "Atelier"
STARS = "stars in an open channel"
CHOOSERS: dict[str, Chooser] = {
    ATELIER: next_shown,
    "best and worst of four, balanced by counts": balanced(4),
    "pairs, balanced by counts": balanced(2),
}


@dataclass
class Figures:
    """What came of one way to vote, one value a challenge; of stars there is tau alone."""

    tau: list[float] = field(default_factory=list[float])
    coverage: list[float] = field(default_factory=list[float])
    width: list[float] = field(default_factory=list[float])
    spread: list[float] = field(default_factory=list[float])


Results = dict[tuple[str, int], Figures]
"""By the way to vote and how many entries each voter looks at."""


def hold_votes(challenges: int, seed: int, progress: Callable[[str], object]) -> Results:
    """Holds every vote on as many challenges."""
    ways = [*CHOOSERS, STARS]
    results: Results = {(way, budget): Figures() for way in ways for budget in BUDGETS}
    for number in range(challenges):
        progress(f"Challenge {number + 1} of {challenges}")
        challenge = make_challenge(np.random.default_rng([seed, number]))
        for (way, budget), figures in results.items():
            _hold(challenge, way, budget, np.random.default_rng([seed, number, budget]), figures)
    return results


def _hold(
    challenge: Challenge, way: str, budget: int, random: np.random.Generator, figures: Figures
) -> None:
    look = looks(challenge, random)
    if way == STARS:
        stars = count_stars(challenge, look, budget, random)
        figures.tau.append(kendall_tau(challenge.qualities, stars))
        return
    choices = vote(challenge, look, CHOOSERS[way], budget, random)
    standings = rank(challenge.entries, choices)
    figures.tau.append(kendall_tau(challenge.qualities, scores_of(challenge, standings)))
    figures.coverage.append(coverage(challenge, standings))
    figures.width.append(width(standings))
    figures.spread.append(spread(challenge.entries, choices))
