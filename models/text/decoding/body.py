"""What the layers of a language model look like to the decoder."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from models.text.decoding.pages import CacheShape, PagedCache


@dataclass(frozen=True)
class Step:
    """New tokens of several texts, side by side.

    Attributes:
        tokens: Token ids.
        positions: Place of each token in its text.
        wanted: Indexes of the tokens after which the next one is asked for.
        cache: Where the keys and values of all texts are.
        places: (tokens, 2): page and place in the page for each token's own.
        tables: (tokens, longest): the pages of each token's text in order.
    """

    tokens: NDArray[np.int64]
    positions: NDArray[np.int64]
    wanted: NDArray[np.int64]
    cache: PagedCache
    places: NDArray[np.int64]
    tables: NDArray[np.int64]


class Body(Protocol):
    """The layers of a model."""

    @property
    def name(self) -> str:
        """How it calculates, for people and for provenance."""
        ...

    @property
    def cache_shape(self) -> CacheShape:
        """What one token leaves in the cache."""
        ...

    def logits(self, step: Step) -> torch.Tensor:
        """Reads the tokens of a step.

        Returns:
            (wanted, vocabulary), float32 on the processor.
        """
        ...
