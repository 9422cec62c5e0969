"""What the scores may be, given the ballots, as a sample of possible ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.judging.choices import Choice, EntryId
from bot.judging.posterior import Floats, Posterior, fit
from bot.judging.stages import stages_of

_PRIOR_DEVIATIONS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0)
_DRAWS = 4000
_SEED = 6


@dataclass(frozen=True)
class Draws:
    """A sample of the scores' posterior.

    Attributes:
        scores: Their means.
        sample: About 4000 draws, one a row.
    """

    scores: Floats
    sample: Floats

    @property
    def places(self) -> Floats:
        """The place of each entry in each draw, from 1."""
        return places_of(-self.sample)


def places_of(points: Floats) -> Floats:
    """Returns the place of each entry in each row, from 1; the fewest points come first."""
    return points.argsort(axis=1).argsort(axis=1).astype(np.float64) + 1


def draw(entries: Sequence[EntryId], choices: Sequence[Choice]) -> Draws:
    """Draws scores for the entries in their order; the same each time.

    How far apart the entries are, and so how wide the prior is, the ballots decide: each width
    counts by how likely they are under it.
    """
    stages = stages_of(entries, choices)
    fits = [fit(stages, len(entries), deviation) for deviation in _PRIOR_DEVIATIONS]
    evidence = np.array([posterior.log_evidence for posterior in fits])
    weights = np.exp(evidence - evidence.max())
    weights /= weights.sum()
    random = np.random.default_rng(_SEED)
    pairs = (weights * _DRAWS / 2).round().astype(int).tolist()
    sample = [
        _mirrored(posterior, some, random) for posterior, some in zip(fits, pairs, strict=True)
    ]
    return Draws(weights @ np.array([each.scores for each in fits]), np.concatenate(sample))


def _mirrored(posterior: Posterior, pairs: int, random: np.random.Generator) -> Floats:
    noise = random.standard_normal((len(posterior.scores), pairs))
    spread = np.linalg.solve(np.linalg.cholesky(posterior.precision).T, noise).T
    # Each draw has its mirror image, so that equal entries win half of the time exactly.
    return np.concatenate([posterior.scores + spread, posterior.scores - spread])
