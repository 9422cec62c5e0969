"""Step 3: probabilities of n-grams, by modified Kneser-Ney smoothing.

After Chen and Goodman 1998, "An Empirical Study of Smoothing Techniques for Language Modeling",
interpolated. Of the longest n-grams, those seen only once are left out: they take much room.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.text.verse.graphone_trie import Graphone, GraphoneTrie
from models.training.pronunciation.counting import Integers, Level

_FEWEST_OF_LONGEST = 2
_MOST_DISCOUNTED = 3
# The least probability that a context leaves to tokens it was never seen with.
_LEAST_LEFT = 1e-6

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class _Smoothed:
    """One level with what it gives to each n-gram, and to its context for all others."""

    kept: NDArray[np.bool_]
    chances: Doubles
    left: Doubles


def smoothed_trie(levels: Sequence[Level], graphones: Sequence[Graphone]) -> GraphoneTrie:
    """Returns the model that these n-grams make."""
    smoothed: list[_Smoothed] = []
    below = np.array([1 / len(graphones)])
    for place, level in enumerate(levels):
        longer = levels[place + 1] if place + 1 < len(levels) else None
        smoothed.append(_smooth(level, longer, below))
        below = smoothed[-1].chances
    return _assemble(levels, smoothed, graphones)


def _smooth(level: Level, longer: Level | None, below: Doubles) -> _Smoothed:
    """Smooths a level.

    Args:
        level: The n-grams.
        longer: Those with a token more; None if these are the longest.
        below: The probability of each n-gram of the level before.
    """
    counts = level.counts if longer is None else _continuations(level, longer)
    kept = np.ones(len(counts), np.bool_)
    if longer is None:
        kept = level.counts >= _FEWEST_OF_LONGEST
    totals = np.bincount(level.parents, weights=counts, minlength=len(below))
    discounted = np.maximum(counts - _discounts(counts), 0)
    own = np.where(kept, discounted / np.maximum(totals[level.parents], 1), 0)
    left = 1 - np.bincount(level.parents, weights=own, minlength=len(below))
    left = np.maximum(left, _LEAST_LEFT)
    return _Smoothed(kept, own + left[level.parents] * below[level.shorter], left)


def _continuations(level: Level, longer: Level) -> Integers:
    """Returns how many tokens come before each n-gram; at the start of words, how often it is."""
    before = np.bincount(longer.shorter, minlength=len(level.counts))
    return np.where(level.opens_words, level.counts, before)


def _discounts(counts: Integers) -> Doubles:
    seen = [max(1, int(np.sum(counts == times))) for times in range(1, _MOST_DISCOUNTED + 2)]
    share = seen[0] / (seen[0] + 2 * seen[1])
    discounts = [0.0]
    for times in range(1, _MOST_DISCOUNTED + 1):
        discount = times - (times + 1) * share * seen[times] / seen[times - 1]
        discounts.append(min(max(discount, 0.0), times))
    return np.array(discounts)[np.minimum(counts, _MOST_DISCOUNTED)]


def _assemble(
    levels: Sequence[Level], smoothed: Sequence[_Smoothed], graphones: Sequence[Graphone]
) -> GraphoneTrie:
    """Puts the root before the levels, and what each node has below it beside it."""
    tokens, children = [np.zeros(1, np.int64)], [np.array([len(graphones)])]
    scores, backoffs = [np.zeros(1)], [np.zeros(1)]
    for place, (level, own) in enumerate(zip(levels, smoothed, strict=True)):
        count, left = np.zeros(len(own.kept), np.int64), np.ones(len(own.kept))
        if place + 1 < len(levels):
            longer, left = smoothed[place + 1].kept, smoothed[place + 1].left
            count = np.bincount(levels[place + 1].parents[longer], minlength=len(left))
        tokens.append(level.tokens[own.kept])
        children.append(count[own.kept])
        scores.append(np.log(own.chances[own.kept]))
        backoffs.append(np.log(left[own.kept]))
    return GraphoneTrie(
        graphones,
        np.concatenate(tokens).astype(np.int32),
        np.concatenate(children).astype(np.int32),
        np.concatenate(scores).astype(np.float32),
        np.concatenate(backoffs).astype(np.float32),
    )
