"""How good the entries are, given the ballots: a normal distribution about the likeliest scores."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.judging.stages import Stages

Floats = NDArray[np.float64]

_MOST_STEPS = 100
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Posterior:
    """Scores of the entries on the logit scale.

    Attributes:
        scores: The likeliest.
        precision: The inverse of their covariance.
        log_evidence: How likely the ballots are under the prior, by Laplace's approximation.
    """

    scores: Floats
    precision: Floats
    log_evidence: float

    @cached_property
    def covariance(self) -> Floats:
        return np.asarray(np.linalg.inv(self.precision), dtype=np.float64)


def fit(stages: Stages, entries: int, prior_deviation: float) -> Posterior:
    """Finds the likeliest scores by Newton's method.

    The best is chosen with probability proportional to exp(score), as in Plackett and Luce's model,
    then the worst of the others with probability proportional to exp(-score): a model of repeated
    best and worst choices (Marley and Pihlens, 2012, "Models of best-worst choice and ranking among
    multiattribute options"). Of a pair it is Bradley and Terry's. It is log-concave, so that there
    is one likeliest answer.

    Args:
        stages: What was chosen.
        entries: How many there are.
        prior_deviation: Standard deviation of the normal prior about zero of each score.
    """
    scores = np.zeros(entries)
    prior = np.eye(entries) / prior_deviation**2
    for _ in range(_MOST_STEPS):
        chances = _chances(stages, scores)
        gradient = _gradient(stages, chances, entries) - scores / prior_deviation**2
        step = np.linalg.solve(_information(stages, chances, entries) + prior, gradient)
        # Far from the answer a full step can overshoot.
        scores = scores + step / max(1.0, float(np.abs(step).max(initial=0)))
        if np.abs(step).max(initial=0) < _TOLERANCE:
            break
    chances = _chances(stages, scores)
    precision = _information(stages, chances, entries) + prior
    log_prior = -((scores / prior_deviation) ** 2).sum() / 2 - entries * np.log(prior_deviation)
    _, log_determinant = np.linalg.slogdet(precision)
    log_likelihood = np.log(chances[:, 0]).sum()
    return Posterior(scores, precision, float(log_likelihood + log_prior - log_determinant / 2))


def _chances(stages: Stages, scores: Floats) -> Floats:
    """Returns how likely each member of each stage is to be chosen."""
    values = stages.signs[:, None] * scores[stages.members]
    values = np.where(stages.is_member, values, -np.inf)
    values = np.exp(values - values.max(axis=1, keepdims=True, initial=-np.inf))
    return values / values.sum(axis=1, keepdims=True)


def _gradient(stages: Stages, chances: Floats, entries: int) -> Floats:
    pull = -chances
    pull[:, 0] += 1
    gradient = np.zeros(entries)
    np.add.at(gradient, stages.members, stages.signs[:, None] * pull)
    return gradient


def _information(stages: Stages, chances: Floats, entries: int) -> Floats:
    """Returns the negative second derivatives of the log likelihood."""
    own = chances[:, :, None] * np.eye(chances.shape[1])
    information = np.zeros((entries, entries))
    cells = stages.members[:, :, None], stages.members[:, None, :]
    np.add.at(information, cells, own - chances[:, :, None] * chances[:, None, :])
    return information
