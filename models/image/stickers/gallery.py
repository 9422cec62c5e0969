"""The drawings that the denoiser looks at: what is known to look like what a prompt asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.modeling_utils import ModelMixin
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

LIKELY = 8
# In 8 bits: latents have unit variance, embeddings are of unit length in 384 dimensions.
_LATENT_STEP = 1 / 32
_EMBEDDING_STEP = 1 / 400
_NO_DRAWING = -1


@dataclass(frozen=True)
class Shown:
    """What the gallery is filled with.

    Attributes:
        latents: Scaled latents of drawings (drawings, channels, side, side).
        styles: The style of each (drawings,).
        concepts: What each shows (drawings,).
        embeddings: Pooled embeddings of names (names, text_width).
        meanings: What each of them names (names,).
    """

    latents: Tensor
    styles: Tensor
    concepts: Tensor
    embeddings: Tensor
    meanings: Tensor


class Likely(NamedTuple):
    """The concepts that prompts most likely name, the likeliest first.

    Attributes:
        concepts: Their numbers (batch, 8).
        scores: Cosine between the prompt and the nearest name of each (batch, 8).
    """

    concepts: Tensor
    scores: Tensor


class StickerGallery(ModelMixin, ConfigMixin):
    """Finds drawings by meaning, as memory for a small denoiser (arXiv:2204.11824).

    Nothing of it is trained: it holds drawings as latents and their names as embeddings.

    Args:
        size: How many drawings it holds.
        concepts: How many things they show.
        places: Drawings of one thing at most.
        names: How many names the things have together.
        latent_channels: Channels of a latent.
        sample_size: Positions a side of a latent.
        text_width: Width of a name's embedding.
    """

    @register_to_config
    def __init__(
        self,
        size: int,
        concepts: int,
        places: int,
        names: int,
        latent_channels: int = 8,
        sample_size: int = 16,
        text_width: int = 384,
    ) -> None:
        super().__init__()
        self.latents = _held((size, latent_channels, sample_size, sample_size), torch.int8)
        self.styles = _held((size,), torch.int8)
        # The drawings of each concept; there may be fewer than places.
        self.rows = _held((concepts, places), torch.int16)
        self.embeddings = _held((names, text_width), torch.int8)
        self.meanings = _held((names,), torch.int16)

    @classmethod
    def of(cls, shown: Shown) -> "StickerGallery":
        """Returns a gallery of these drawings."""
        rows = pad_sequence(
            [
                (shown.concepts == concept).nonzero().squeeze(1)
                for concept in range(int(shown.concepts.max()) + 1)
            ],
            batch_first=True,
            padding_value=_NO_DRAWING,
        )
        size, channels, side, _ = shown.latents.shape
        names, width = shown.embeddings.shape
        concepts, places = rows.shape
        gallery = cls(size, concepts, places, names, channels, side, width)
        gallery.latents.copy_((shown.latents / _LATENT_STEP).round().clamp(-127, 127))
        gallery.styles.copy_(shown.styles)
        gallery.rows.copy_(rows)
        gallery.embeddings.copy_((shown.embeddings / _EMBEDDING_STEP).round().clamp(-127, 127))
        gallery.meanings.copy_(shown.meanings)
        return gallery

    def find(self, pooled: Tensor) -> Likely:
        """Returns what prompts most likely name.

        Args:
            pooled: Embeddings of the prompts, of unit length (batch, text_width).
        """
        names = self.embeddings.float() * _EMBEDDING_STEP
        likeness = pooled.float() @ names.T
        best = torch.full((len(pooled), len(self.rows)), -1.0, device=pooled.device)
        meanings = self.meanings.long().expand(len(pooled), -1)
        best.scatter_reduce_(1, meanings, likeness, "amax")
        scores, concepts = best.topk(min(LIKELY, best.shape[1]), dim=1)
        return Likely(concepts, scores)

    def pick(
        self,
        likely: Likely,
        styles: Tensor,
        count: int,
        doubt: float,
        generator: torch.Generator | None = None,
    ) -> Tensor:
        """Returns drawings by lot, scaled latents (batch, count, channels, side, side).

        None is in the style that is to be drawn: they show what to draw, not how.

        Args:
            likely: From `find`, on the CPU.
            styles: Number of the style of each row, -1 for any (batch,).
            count: Drawings for each row.
            doubt: Difference of scores that makes a concept e times less likely to be taken.
            generator: Of the CPU.
        """
        chances = (likely.scores.float() / doubt).softmax(dim=1)
        chosen = torch.multinomial(chances, count, replacement=True, generator=generator)
        rows = self.rows[likely.concepts.gather(1, chosen).to(self.rows.device)].long()
        theirs = self.styles[rows.clamp(min=0)]
        is_usable = (rows != _NO_DRAWING) & (theirs != styles.to(rows.device).view(-1, 1, 1))
        lots = is_usable.flatten(0, 1).float().cpu()
        places = torch.multinomial(lots, num_samples=1, generator=generator)
        places = places.to(rows.device).view(*rows.shape[:2], 1)
        return self.shown(rows.gather(2, places).squeeze(2))

    def shown(self, rows: Tensor) -> Tensor:
        """Returns the scaled latents of the drawings of these numbers (*, channels, side, side)."""
        return self.latents[rows].float() * _LATENT_STEP


def _held(shape: Sequence[int], dtype: torch.dtype) -> nn.Parameter:
    return nn.Parameter(torch.zeros(*shape, dtype=dtype), requires_grad=False)
