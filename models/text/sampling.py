"""How the next token is drawn."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Sampling:
    """How the next token is drawn.

    Attributes:
        candidates: Lines written side by side, of which one is kept.
        temperature: Of the softmax.
        metred_temperature: The same in lines of verse, which leave few words to draw from.
        top_p: Only the likeliest tokens that together weigh this much are drawn from.
        min_p: Tokens less likely than this share of the likeliest are not drawn; above 0.
        presence_penalty: What a token of a longer word loses, in logits, once it was written.
        guidance_scale: How far to go from what the model would write about nothing in particular
            to what it writes about the theme, and past it; 1 is the model's own.
        break_pull: How much a line break gains, in logits, from a line's shortest to its longest.
    """

    candidates: int = 6
    temperature: float = 0.8
    metred_temperature: float = 0.6
    top_p: float = 0.92
    min_p: float = 0.03
    presence_penalty: float = 0.6
    guidance_scale: float = 1.0
    break_pull: float = 4.0

    @property
    def window(self) -> float:
        """How much less likely than the likeliest, as a logarithm, a drawn token can be."""
        return self.presence_penalty + self.break_pull - self.temperature * math.log(self.min_p)

    def weights(self, wanted: NDArray[np.float64]) -> NDArray[np.float64]:
        """Returns how likely each token is drawn; `wanted` are logits, the largest first."""
        weights = np.exp((wanted - wanted[0]) / self.temperature)
        weights /= weights.sum()
        # A token stays when those before it have not filled top_p yet.
        weights[weights.cumsum() - weights > self.top_p] = 0
        weights[weights < self.min_p * weights[0]] = 0
        return weights
