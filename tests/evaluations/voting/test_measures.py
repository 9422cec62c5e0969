from math import isnan, sqrt

import numpy as np
import pytest

from bot.judging.choices import Choice
from bot.judging.ranking import Standing
from tests.evaluations.voting.measures import (
    coverage,
    kendall_tau,
    mean,
    scores_of,
    spread,
    width,
)
from tests.evaluations.voting.world import Challenge

CHALLENGE = Challenge(np.array([0.5, 2.0, -1.0]), {"a": 1, "b": 2, "c": 3})
STANDINGS = [
    Standing("a", 1, is_tied=False, score=0.4, low_place=1, high_place=1, shown=4),
    Standing("b", 2, is_tied=False, score=0.1, low_place=1, high_place=3, shown=4),
    Standing("c", 3, is_tied=False, score=-1, low_place=2, high_place=3, shown=4),
]


@pytest.mark.parametrize(("scores", "tau"), [
    ([1, 2, 3, 4], 1), ([4, 3, 2, 1], -1), ([1, 2, 4, 3], 2 / 3), ([5, 5, 5, 5], 0),
    ([1, 1, 2, 3], 5 / 6),
])  # fmt: skip
def test_tau_counts_pairs_in_order(scores: list[float], tau: float) -> None:
    assert kendall_tau(np.arange(4.0), np.array(scores, float)) == pytest.approx(tau)


def test_a_mean_has_a_standard_error() -> None:
    taken = mean([1, 2, 3, 4])
    assert taken.value == 2.5
    assert taken.error == pytest.approx(sqrt(5 / 3 / 4))
    assert isnan(mean([1]).error)


def test_scores_come_in_the_order_of_entries() -> None:
    assert scores_of(CHALLENGE, STANDINGS[::-1]).tolist() == [0.4, 0.1, -1]


def test_intervals_are_held_against_true_places() -> None:
    # In truth b is first, a second and c third.
    assert coverage(CHALLENGE, STANDINGS) == pytest.approx(2 / 3)
    assert width(STANDINGS) == 2


def test_the_spread_counts_entries_nobody_saw() -> None:
    choices = [Choice(1, ("a", "b"), "a", None), Choice(2, ("a", "b"), "a", None)]
    assert spread("ab", choices) == 0
    assert spread("abc", choices) == 2
