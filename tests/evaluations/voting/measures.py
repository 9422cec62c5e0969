"""What is measured of a voting, and how sure the mean over many is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from bot.judging.choices import Choice, EntryId
from bot.judging.posterior import Floats
from bot.judging.ranking import Standing
from tests.evaluations.voting.world import Challenge


@dataclass(frozen=True)
class Mean:
    """A mean and its standard error."""

    value: float
    error: float


def mean(values: Sequence[float]) -> Mean:
    """Returns the mean of independent values; of a single one the error is unknown."""
    error = float(np.std(values, ddof=1)) / sqrt(len(values)) if len(values) > 1 else float("nan")
    return Mean(float(np.mean(values)), error)


def kendall_tau(truth: Floats, scores: Floats) -> float:
    """Returns the share of pairs in the right order less that in the wrong one (tau-a).

    A pair with equal scores counts for nothing.
    """
    first, second = np.triu_indices(len(truth), 1)
    return float(
        (np.sign(truth[first] - truth[second]) * np.sign(scores[first] - scores[second])).mean()
    )


def scores_of(challenge: Challenge, standings: Sequence[Standing]) -> Floats:
    """Returns the standings' scores in the order of the challenge's entries."""
    scores = {standing.entry_id: standing.score for standing in standings}
    return np.array([scores[entry] for entry in challenge.entries])


def coverage(challenge: Challenge, standings: Sequence[Standing]) -> float:
    """Returns the share of entries whose interval holds their true place."""
    order = sorted(zip(challenge.qualities.tolist(), challenge.entries, strict=True), reverse=True)
    true = {entry: place for place, (_, entry) in enumerate(order, start=1)}
    held = [each.low_place <= true[each.entry_id] <= each.high_place for each in standings]
    return sum(held) / len(held)


def width(standings: Sequence[Standing]) -> float:
    """Returns how many places an interval holds on average."""
    return float(np.mean([each.high_place - each.low_place + 1 for each in standings]))


def spread(entries: Sequence[EntryId], choices: Sequence[Choice]) -> int:
    """Returns how many more times the entry shown most was shown than the one shown least."""
    counts = Counter(entry for choice in choices for entry in choice.shown)
    return max(counts[entry] for entry in entries) - min(counts[entry] for entry in entries)
