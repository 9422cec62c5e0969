"""What the examiners learn from: drawings, changed a little each time."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.training.augmentations import erased, moved, spread
from models.training.drawings.emoji_words import EmojiWords
from models.training.drawings.icon_sets import Drawing, IconSet, emoji_drawings
from models.training.drawings.rendering import render

_RECOLOURED = 0.5
_BLURRED = 0.3
_INKED = 0.4
_MOST_INK = 2.0


def rendered(sources: Path, sets: Sequence[IconSet], side: int) -> tuple[list[Drawing], np.ndarray]:
    """Returns the sets' drawings and their colours over white, uint8 (count, side, side, 3)."""
    words = EmojiWords(sources / "node_modules")
    found = [one for each in sets for one in emoji_drawings(sources / "node_modules", each, words)]
    pixels = [(one, render(one.svg, side)) for one in found]
    kept = [(one, drawn[..., :3]) for one, drawn in pixels if drawn is not None]
    return [one for one, _ in kept], np.stack([drawn for _, drawn in kept])


def to_tensor(pixels: np.ndarray) -> Tensor:
    """Returns uint8 pixels (batch, height, width, 3) as floats (batch, 3, height, width)."""
    pictures = torch.from_numpy(np.ascontiguousarray(pixels)).permute(0, 3, 1, 2)
    return (pictures.float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


def changed(pictures: Tensor, *, keeps_look: bool = False) -> Tensor:
    """Returns pictures moved, partly erased and, unless they keep their look, repainted.

    Args:
        pictures: (batch, 3, height, width) in [-1, 1], on white.
        keeps_look: Whether colours and edges stay as they are, because they tell the style.
    """
    looks = moved(pictures)
    if not keeps_look:
        looks = _blurred(_inked(_repainted(looks)))
    return erased(looks)


def _repainted(pictures: Tensor) -> Tensor:
    """Mixes the channels of some pictures by a turn about the grey axis, which keeps white."""
    angle = spread(len(pictures), 0, 2 * torch.pi)
    cos, sin = angle.cos(), angle.sin() / 3**0.5
    others = (1 - cos) / 3
    cycle = [cos + others, others - sin, others + sin]
    matrix = torch.stack([torch.stack([cycle[(j - i) % 3] for j in range(3)]) for i in range(3)])
    turned = torch.einsum("ijn,njhw->nihw", matrix, pictures).clamp(-1, 1)
    chosen = (torch.rand(len(pictures)) < _RECOLOURED).view(-1, 1, 1, 1)
    strength = spread(len(pictures), 0.7, 1.2).view(-1, 1, 1, 1)
    return 1 - (1 - torch.where(chosen, turned, pictures)) * strength


def _inked(pictures: Tensor) -> Tensor:
    """Darkens the edges of some pictures, as outlined drawings have them."""
    grey = pictures.mean(dim=1, keepdim=True)
    highest = functional.max_pool2d(grey, 3, stride=1, padding=1)
    lowest = -functional.max_pool2d(-grey, 3, stride=1, padding=1)
    chosen = torch.rand(len(pictures)) < _INKED
    ink = (spread(len(pictures), 0, _MOST_INK) * chosen).view(-1, 1, 1, 1)
    return (pictures - ink * (highest - lowest)).clamp(min=-1)


def _blurred(pictures: Tensor) -> Tensor:
    soft = functional.avg_pool2d(pictures, 3, stride=1, padding=1, count_include_pad=False)
    chosen = (torch.rand(len(pictures)) < _BLURRED).view(-1, 1, 1, 1)
    return torch.where(chosen, soft, pictures)
