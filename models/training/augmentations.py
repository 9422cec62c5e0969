"""Changes to pictures that leave what they show, and how it is drawn, as it was."""

import torch
from torch import Tensor
from torch.nn import functional

_MOST_TURN = 0.26
_LEAST_SCALE, _MOST_SCALE = 0.75, 1.1
_MOST_SHIFT = 0.1
_ERASED = 0.3


def moved(pictures: Tensor) -> Tensor:
    """Returns pictures turned, shifted, scaled and mirrored by lot.

    Args:
        pictures: (batch, 3, height, width) in [-1, 1], on white.
    """
    count = len(pictures)
    turn = spread(count, -_MOST_TURN, _MOST_TURN)
    scale = 1 / spread(count, _LEAST_SCALE, _MOST_SCALE)
    mirror = torch.randint(2, (count,)) * 2.0 - 1
    cos, sin = scale * turn.cos(), scale * turn.sin()
    x, y = (spread(count, -_MOST_SHIFT, _MOST_SHIFT) for _ in range(2))
    rows = torch.stack([cos * mirror, -sin, x, sin * mirror, cos, y], dim=1)
    grid = functional.affine_grid(rows.view(-1, 2, 3), list(pictures.shape), align_corners=False)
    # Beyond the edge there is white: sampling darkness instead, zero has to mean white.
    darkness = functional.grid_sample(1 - pictures, grid, align_corners=False)
    return 1 - darkness


def erased(pictures: Tensor) -> Tensor:
    """Leaves a square of some pictures white."""
    count, _, height, width = pictures.shape
    chosen = torch.rand(count) < _ERASED
    half = (spread(count, 0.05, 0.2) * chosen).view(-1, 1, 1)
    rows = torch.linspace(0, 1, height).view(1, -1, 1) - torch.rand(count, 1, 1)
    columns = torch.linspace(0, 1, width).view(1, 1, -1) - torch.rand(count, 1, 1)
    is_erased = (rows.abs() < half) & (columns.abs() < half)
    return torch.where(is_erased.unsqueeze(1), 1.0, pictures)


def spread(count: int, least: float, most: float) -> Tensor:
    """Returns numbers by lot, all between the two equally likely (count,)."""
    return least + (most - least) * torch.rand(count)
