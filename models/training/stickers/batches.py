"""Draws training batches from what step 3 wrote."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from models.image.stickers.gallery import Likely, StickerGallery
from models.image.stickers.pipeline import REFERENCES
from models.image.stickers.styles import STYLES
from models.training.drawings.clip_art import STYLE as CLIP_ART

_DROPPED_PROMPTS = 0.1
# Share of prompts without references, as negative prompts are.
_UNSEEN = 0.05
# How often a caption names the colour, and how often a palette is given.
_COLOURED = 0.2
_COLOURED_IF_PAINTED = 0.7
_PALETTES = 0.4
# Trained with more doubt than is drawn with, the denoiser learns to weigh references by the prompt.
_DOUBT = 0.12
# How often the first reference is the one most like the drawing: that is how the denoiser learns to
# follow it.
_TWINS = 0.7


@dataclass(frozen=True)
class Batch:
    """Latents of unit variance, and what the denoiser is told; see `StickerUNet.forward`.

    Attributes:
        concepts: Views with the same number show the same thing (batch,).
    """

    latents: Tensor
    tokens: Tensor
    pooled: Tensor
    styles: Tensor
    palettes: Tensor
    concepts: Tensor
    references: Tensor


class EncodedDrawings:
    """The views of all drawings, with their captions, and the gallery of references.

    Args:
        work: Holds what step 3 wrote.

    Attributes:
        scaling_factor: Makes the latents' variance 1.
    """

    def __init__(self, work: Path) -> None:
        encoded: dict[str, Any] = torch.load(work / "encoded.pt")
        self.scaling_factor = 1 / encoded["latent_std"]
        encoded["weight"] = balanced(encoded["weight"], encoded["style"])
        self._encoded = encoded
        self._gallery = StickerGallery.from_pretrained(work / "gallery")

    def batch(self, size: int, dropped_prompts: float = _DROPPED_PROMPTS) -> Batch:
        """Returns views drawn by their weights, some of which nothing is told.

        Args:
            size: How many.
            dropped_prompts: Share of them that come without prompt, palette and references, and
                in a mix of all styles: guidance leads away from those.
        """
        e = self._encoded
        rows = torch.multinomial(e["weight"], size, replacement=True)
        captions, is_coloured = self._captions(rows)
        has_prompt = torch.rand(size) >= dropped_prompts
        # Painted in a colour that its caption keeps to itself, a drawing comes with its palette.
        has_palette = torch.rand(size) < _PALETTES
        has_palette |= e["is_painted"][rows] & ~is_coloured
        has_palette &= has_prompt
        has_references = has_prompt & (torch.rand(size) >= _UNSEEN)
        return Batch(
            latents=e["latents"][rows].float() * self.scaling_factor,
            tokens=e["tokens"][captions].float() * has_prompt[:, None, None],
            pooled=e["pooled"][captions].float() * has_prompt[:, None],
            styles=_styles_or_all(e["style"][rows], has_prompt),
            palettes=_some_colours(e["palettes"][rows].float()) * has_palette[:, None, None],
            concepts=e["plain"][rows, 0],
            references=self._references(rows, captions) * has_references.view(-1, 1, 1, 1, 1),
        )

    def _references(self, rows: Tensor, captions: Tensor) -> Tensor:
        e = self._encoded
        likely = Likely(e["likely"][captions], e["scores"][captions])
        references = self._gallery.pick(likely, e["style"][rows], REFERENCES, _DOUBT)
        twins = e["twin"][rows]
        has_twin = (torch.rand(len(rows)) < _TWINS) & (twins >= 0)
        references[has_twin, 0] = self._gallery.shown(twins[has_twin])
        return references

    def _captions(self, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Returns a caption of each row, and whether it names the colour."""
        e = self._encoded
        plain, coloured = e["plain"][rows], e["coloured"][rows]
        share = torch.where(e["is_painted"][rows], _COLOURED_IF_PAINTED, _COLOURED)
        is_coloured = (torch.rand(len(rows)) < share) & (coloured[:, 0] >= 0)
        chosen = torch.where(is_coloured, _one_of(coloured), _one_of(plain))
        return chosen, is_coloured


def balanced(weights: Tensor, styles: Tensor) -> Tensor:
    """Returns the weights of views, changed so that all styles of emoji are seen equally often.

    Clip art keeps its share: it is seen less because its words are loose.

    Args:
        weights: Of the views (views,).
        styles: Number of the style of each (views,).
    """
    sums = torch.zeros(len(STYLES)).scatter_add(0, styles, weights)
    is_emoji = torch.tensor([style != CLIP_ART for style in STYLES]) & (sums > 0)
    return weights * torch.where(is_emoji, sums[is_emoji].mean() / sums, 1.0)[styles]


def _one_of(captions: Tensor) -> Tensor:
    """Returns one column of each row that is not padding, by lot; -1 where all is padding."""
    counts = (captions >= 0).sum(dim=1).clamp(min=1)
    columns = (torch.rand(len(captions)) * counts).long()
    return captions.gather(1, columns[:, None]).squeeze(1)


def _styles_or_all(styles: Tensor, is_told: Tensor) -> Tensor:
    """Returns the share of each style (batch, styles), equal ones where it is not told."""
    one = functional.one_hot(styles, len(STYLES)).float()
    return torch.where(is_told.unsqueeze(1), one, 1 / len(STYLES))


def _some_colours(palettes: Tensor) -> Tensor:
    """Keeps one, two or three colours of each palette, the first among them."""
    kept = torch.randint(1, palettes.shape[1] + 1, (len(palettes), 1))
    return palettes * (torch.arange(palettes.shape[1]) < kept).unsqueeze(-1)
