"""Who saw whose entry, how likely they were to choose it as best, and whether they did."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.judging.choices import Choice, EntryId
from bot.judging.posterior import Floats

_STEPS = 50


@dataclass(frozen=True)
class Look:
    """One voter's look at one entry.

    Attributes:
        voter_id: Who looked.
        entry_id: At what.
        chance: How likely an honest voter was to choose it as best.
        is_best: Whether this one did.
    """

    voter_id: int
    entry_id: EntryId
    chance: float
    is_best: bool


def looks_of(choices: Sequence[Choice]) -> Iterator[Look]:
    """Yields all looks of ballots that were not skipped.

    The chance is Luce's, s / (s + the others' strengths). An entry's s is such that the chances of
    all looks at it add up to the number of those who chose it, so that a good entry makes nobody
    suspect; the others count by their odds of being chosen. They matter: good authors never meet
    their own entry, and so find less that beats that of another good one.
    """
    ballots: dict[EntryId, list[Choice]] = defaultdict(list)
    decided = [choice for choice in choices if not choice.is_skipped]
    for choice in decided:
        for entry in choice.shown:
            ballots[entry].append(choice)
    best = Counter(choice.best for choice in decided)
    # Half a ballot for and against each, so that no odds are without end.
    odds = {each: (best[each] + 0.5) / (len(ballots[each]) - best[each] + 0.5) for each in ballots}
    for entry, seen in ballots.items():
        others = [sum(odds[each] for each in ballot.shown if each != entry) for ballot in seen]
        chances = _chances(np.array(others), best[entry])
        for ballot, chance in zip(seen, chances.tolist(), strict=True):
            yield Look(ballot.voter_id, entry, chance, ballot.best == entry)


def _chances(others: Floats, best: int) -> Floats:
    """Returns s / (s + others) with the strength s for which these add up to `best`."""
    low, high = np.float64(1e-9), np.float64(1e9)
    for _ in range(_STEPS):
        middle = np.sqrt(low * high)
        if (middle / (middle + others)).sum() < best:
            low = middle
        else:
            high = middle
    return high / (high + others)
