"""What the examiners learn from: drawings at 64 pixels, changed a little each time."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.training.drawings.emoji_words import EmojiWords
from models.training.drawings.icon_sets import Drawing, IconSet, emoji_drawings
from models.training.drawings.rendering import render
from models.training.matching.towers import SIDE

_MOST_TURN = 0.26
_LEAST_SCALE, _MOST_SCALE = 0.75, 1.1
_MOST_SHIFT = 0.1
_RECOLOURED = 0.5
_BLURRED = 0.3
_INKED = 0.4
_MOST_INK = 2.0
_ERASED = 0.3


def rendered(sources: Path, sets: Sequence[IconSet]) -> tuple[list[Drawing], np.ndarray]:
    """Returns the sets' drawings and their colours over white, uint8 (count, 64, 64, 3)."""
    words = EmojiWords(sources / "node_modules")
    found = [one for each in sets for one in emoji_drawings(sources / "node_modules", each, words)]
    pixels = [(one, render(one.svg, SIDE)) for one in found]
    kept = [(one, drawn[..., :3]) for one, drawn in pixels if drawn is not None]
    return [one for one, _ in kept], np.stack([drawn for _, drawn in kept])


def to_tensor(pixels: np.ndarray) -> Tensor:
    """Returns uint8 pixels (batch, height, width, 3) as floats (batch, 3, height, width)."""
    pictures = torch.from_numpy(np.ascontiguousarray(pixels)).permute(0, 3, 1, 2)
    return (pictures.float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


def changed(pictures: Tensor, *, keeps_look: bool = False) -> Tensor:
    """Returns pictures turned, shifted, mirrored and, unless they keep their look, repainted.

    Args:
        pictures: (batch, 3, height, width) in [-1, 1], on white.
        keeps_look: Whether colours and edges stay as they are, because they tell the style.
    """
    moved = _moved(pictures)
    if keeps_look:
        return moved
    return _erased(_blurred(_inked(_repainted(moved))))


def _moved(pictures: Tensor) -> Tensor:
    count = len(pictures)
    turn = _spread(count, -_MOST_TURN, _MOST_TURN)
    scale = 1 / _spread(count, _LEAST_SCALE, _MOST_SCALE)
    mirror = torch.randint(2, (count,)) * 2.0 - 1
    cos, sin = scale * turn.cos(), scale * turn.sin()
    x, y = (_spread(count, -_MOST_SHIFT, _MOST_SHIFT) for _ in range(2))
    rows = torch.stack([cos * mirror, -sin, x, sin * mirror, cos, y], dim=1)
    grid = functional.affine_grid(rows.view(-1, 2, 3), list(pictures.shape), align_corners=False)
    # Beyond the edge there is white: sampling darkness instead, zero has to mean white.
    darkness = functional.grid_sample(1 - pictures, grid, align_corners=False)
    return 1 - darkness


def _repainted(pictures: Tensor) -> Tensor:
    """Mixes the channels of some pictures by a turn about the grey axis, which keeps white."""
    angle = _spread(len(pictures), 0, 2 * torch.pi)
    cos, sin = angle.cos(), angle.sin() / 3**0.5
    others = (1 - cos) / 3
    cycle = [cos + others, others - sin, others + sin]
    matrix = torch.stack([torch.stack([cycle[(j - i) % 3] for j in range(3)]) for i in range(3)])
    turned = torch.einsum("ijn,njhw->nihw", matrix, pictures).clamp(-1, 1)
    chosen = (torch.rand(len(pictures)) < _RECOLOURED).view(-1, 1, 1, 1)
    strength = _spread(len(pictures), 0.7, 1.2).view(-1, 1, 1, 1)
    return 1 - (1 - torch.where(chosen, turned, pictures)) * strength


def _inked(pictures: Tensor) -> Tensor:
    """Darkens the edges of some pictures, as outlined drawings have them."""
    grey = pictures.mean(dim=1, keepdim=True)
    highest = functional.max_pool2d(grey, 3, stride=1, padding=1)
    lowest = -functional.max_pool2d(-grey, 3, stride=1, padding=1)
    chosen = torch.rand(len(pictures)) < _INKED
    ink = (_spread(len(pictures), 0, _MOST_INK) * chosen).view(-1, 1, 1, 1)
    return (pictures - ink * (highest - lowest)).clamp(min=-1)


def _erased(pictures: Tensor) -> Tensor:
    """Leaves a square of some pictures white."""
    count, _, height, width = pictures.shape
    chosen = torch.rand(count) < _ERASED
    half = (_spread(count, 0.05, 0.2) * chosen).view(-1, 1, 1)
    rows = torch.linspace(0, 1, height).view(1, -1, 1) - torch.rand(count, 1, 1)
    columns = torch.linspace(0, 1, width).view(1, 1, -1) - torch.rand(count, 1, 1)
    is_erased = (rows.abs() < half) & (columns.abs() < half)
    return torch.where(is_erased.unsqueeze(1), 1.0, pictures)


def _blurred(pictures: Tensor) -> Tensor:
    soft = functional.avg_pool2d(pictures, 3, stride=1, padding=1, count_include_pad=False)
    chosen = (torch.rand(len(pictures)) < _BLURRED).view(-1, 1, 1, 1)
    return torch.where(chosen, soft, pictures)


def _spread(count: int, least: float, most: float) -> Tensor:
    return least + (most - least) * torch.rand(count)
