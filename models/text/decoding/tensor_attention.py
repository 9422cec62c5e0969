"""Attention over pages in tensor operations, for any device."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from models.text.decoding.body import Step


@dataclass(frozen=True)
class _Reading:
    """Texts with the same number of new tokens, which are attended to together.

    Attributes:
        tokens: (texts, new tokens): indexes of the tokens in the step.
        pages: (texts, longest): their pages.
        positions: (texts, new tokens): of the tokens in their texts.
    """

    tokens: torch.Tensor
    pages: torch.Tensor
    positions: torch.Tensor


class TensorAttention:
    """The attention of one step, in all layers."""

    def __init__(self, step: Step) -> None:
        self._stored = step.cache.stored
        self._device = self._stored.device
        self._places = torch.from_numpy(step.places).to(self._device)
        counts = np.diff(step.wanted, prepend=-1)
        self._readings = [
            self._reading(step, step.wanted[counts == count], int(count))
            for count in np.unique(counts)
        ]

    def __call__(
        self,
        layer: int,
        queries: torch.Tensor,
        keys_values: torch.Tensor,
        scale: float | None,
        window: int | None,
    ) -> torch.Tensor:
        """Keeps the new tokens' keys and values and attends to all that came before.

        Args:
            layer: Index of the layer.
            queries: (tokens, query heads, head size).
            keys_values: (tokens, 2, key-value heads, head size).
            scale: Of the scores; None is one over the root of the head size.
            window: How far back a token sees; None is to the beginning.

        Returns:
            (tokens, query heads, head size).
        """
        kept = self._stored[layer]
        pages, places = self._places.T
        kept[pages, :, :, places] = keys_values
        attended = torch.empty_like(queries)
        for reading in self._readings:
            keys, values = self._gathered(kept, reading.pages)
            attended[reading.tokens] = functional.scaled_dot_product_attention(
                queries[reading.tokens].transpose(1, 2),
                keys,
                values,
                self._mask(reading, keys.shape[2], window),
                scale=scale,
                enable_gqa=True,
            ).transpose(1, 2)
        return attended

    def _reading(self, step: Step, last_tokens: np.ndarray, count: int) -> _Reading:
        tokens = last_tokens[:, None] + np.arange(1 - count, 1)
        return _Reading(
            torch.from_numpy(tokens).to(self._device),
            torch.from_numpy(step.tables[last_tokens]).to(self._device),
            torch.from_numpy(step.positions[tokens]).to(self._device),
        )

    def _gathered(
        self, kept: torch.Tensor, pages: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns keys and values, each (texts, heads, longest, head size)."""
        gathered = kept[pages].permute(2, 0, 3, 1, 4, 5).flatten(3, 4)
        return gathered[0], gathered[1]

    def _mask(self, reading: _Reading, length: int, window: int | None) -> torch.Tensor:
        """Returns which places each token sees, (texts, 1, new tokens, length)."""
        back = reading.positions[:, None, :, None] - torch.arange(length, device=self._device)
        seen = back >= 0
        return seen if window is None else seen & (back < window)
