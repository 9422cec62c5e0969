"""Scores of entries given the ballots."""

import numpy as np
import pytest

from bot.judging.choices import Choice
from bot.judging.posterior import Floats, fit
from bot.judging.stages import stages_of
from tests.bot.judging.votes import choice

ENTRIES = "abcdef"
CHOICES = [
    choice(1, "abcd", "a", "d"), choice(2, "cdef", "e", "c"), choice(3, "ab", "b"),
    choice(4, "bdf", "f", "d"), choice(5, "aef", "f"), choice(6, "abcd", None),
]  # fmt: skip


def log_posterior(scores: Floats, choices: list[Choice], deviation: float) -> float:
    """Says the model once more, ballot by ballot, without arrays."""
    score = dict(zip(ENTRIES, scores.tolist(), strict=True))
    total = -sum(value**2 for value in score.values()) / (2 * deviation**2)
    for each in choices:
        if each.best is not None:
            total += score[each.best] - np.log(sum(np.exp(score[entry]) for entry in each.shown))
        if each.worst is not None:
            rest = [entry for entry in each.shown if entry != each.best]
            total += -score[each.worst] - np.log(sum(np.exp(-score[entry]) for entry in rest))
    return float(total)


@pytest.mark.parametrize("deviation", [0.5, 2.0])
def test_no_other_scores_are_likelier(deviation: float) -> None:
    scores = fit(stages_of(ENTRIES, CHOICES), len(ENTRIES), deviation).scores
    best = log_posterior(scores, CHOICES, deviation)
    random = np.random.default_rng(1)
    for size in (0.001, 0.1, 1):
        for _ in range(20):
            step = size * random.standard_normal(len(ENTRIES))
            assert log_posterior(scores + step, CHOICES, deviation) < best


def test_the_precision_is_the_curvature() -> None:
    posterior = fit(stages_of(ENTRIES, CHOICES), len(ENTRIES), 1)
    steps = 1e-4 * np.eye(len(ENTRIES))

    def at(step: Floats) -> float:
        return log_posterior(posterior.scores + step, CHOICES, 1)

    curvature = [
        [(at(a + b) - at(a - b) - at(b - a) + at(-a - b)) / 4e-8 for b in steps] for a in steps
    ]
    assert -np.array(curvature) == pytest.approx(posterior.precision, abs=1e-4)
    assert posterior.covariance @ posterior.precision == pytest.approx(np.eye(len(ENTRIES)))


def test_the_evidence_of_a_pair_is_a_half() -> None:
    # Whatever the prior, one of two equal entries wins; Laplace's approximation is near to that.
    posterior = fit(stages_of("ab", [choice(1, "ab", "a")]), 2, 0.5)
    assert np.exp(posterior.log_evidence) == pytest.approx(0.5, abs=0.01)


def test_what_always_wins_stays_finite() -> None:
    choices = [choice(voter, "ab", "a") for voter in range(1000)]
    scores = fit(stages_of("ab", choices), 2, 3).scores
    assert 3 < scores[0] - scores[1] < 30


def test_nobody_is_better_without_ballots() -> None:
    posterior = fit(stages_of("abc", []), 3, 2)
    assert posterior.scores.tolist() == [0, 0, 0]
    assert np.diag(posterior.covariance) == pytest.approx([4, 4, 4])
