"""Drawing the next token by chance."""

import math
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.text.decoding.kernels import Floats
from models.text.demands import Effort
from models.text.likelihoods import shortlist
from models.text.sampling import Sampling
from models.text.vocabulary import Mask, Vocabulary

_SEEDS = 2**63
# Of the likeliest token's likelihood, where likelier ones came to nothing.
_LEAST_WITH_MOST_EFFORT = 1e-6


class TokenDraws:
    """Draws tokens for all lines of one work; same seed and same questions, same tokens.

    Attributes:
        written: (vocabulary): tokens that the work has already.
    """

    def __init__(self, vocabulary: Vocabulary, sampling: Sampling, seed: int) -> None:
        self.vocabulary = vocabulary
        self.sampling = sampling
        self.written = np.zeros_like(vocabulary.barred)
        self._random = np.random.Generator(np.random.PCG64(seed % _SEEDS))

    def in_order(
        self,
        likelihoods: Floats,
        barred: Mask,
        *,
        break_pull: float = 0.0,
        favoured: Sequence[int] = (),
        favour: float = 0.0,
    ) -> Iterator[int]:
        """Yields tokens in the order to try them.

        Args:
            likelihoods: Log likelihoods, (vocabulary).
            barred: (vocabulary): what can't be drawn.
            break_pull: What line breaks gain, in logits.
            favoured: Tokens to draw from too, however unlikely.
            favour: What those gain, in logits.
        """
        sampling, vocabulary = self.sampling, self.vocabulary
        tokens = shortlist(likelihoods, barred, sampling.window)
        bonus: NDArray[np.float64] | float = 0.0
        if favoured:
            tokens = np.union1d(tokens, np.array(favoured, np.int64))
            bonus = np.where(np.isin(tokens, favoured), favour, 0.0)
        wanted = (
            likelihoods[tokens].astype(np.float64)
            + vocabulary.line_breaks[tokens] * break_pull
            + bonus
            - (self.written & vocabulary.long)[tokens] * sampling.presence_penalty
        )
        order = np.argsort(-wanted, kind="stable")
        weights = sampling.weights(wanted[order])
        # Should all that may be drawn be forbidden, the next likeliest stand in.
        yield from (int(tokens[order[place]]) for place in self.places(weights))
        yield from (int(token) for token in tokens[order[weights == 0]])

    def for_metre(self, effort: Effort = Effort.USUAL) -> "TokenDraws":
        """Returns the same draws, at the temperature of metred lines.

        Args:
            effort: The most draws from tokens that are very unlikely, too.
        """
        sampling = self.sampling
        draws = copy(self)
        draws.sampling = replace(
            sampling,
            temperature=sampling.metred_temperature,
            min_p=_LEAST_WITH_MOST_EFFORT if effort == Effort.MOST else sampling.min_p,
        )
        return draws

    def happens(self, log_likelihood: float) -> bool:
        """Returns whether something that is so likely happens; from 0 on it does."""
        return math.log(max(self._random.random(), 1e-300)) < log_likelihood

    def luck(self) -> float:
        """Returns a number by chance, about -1 to 4: whoever adds it draws by softmax (Gumbel)."""
        return -math.log(-math.log(max(self._random.random(), 1e-300)))

    def places(self, weights: NDArray[np.float64]) -> Iterator[int]:
        """Yields places by chance, the heavier the sooner, none twice."""
        left = weights.copy()
        while left.any():
            sums = left.cumsum()
            drawn = self._random.random() * sums[-1]
            place = min(int(sums.searchsorted(drawn, side="right")), len(left) - 1)
            left[place] = 0
            yield place
