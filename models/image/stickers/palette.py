"""Palettes as the denoiser is told them."""

from collections.abc import Iterable

import torch
from torch import Tensor

from models.image.stickers.colours import COLOURS

MOST = 3
"""Colours that a palette may have."""


def palette_rows(names: Iterable[str]) -> Tensor:
    """Returns up to three colours as the denoiser takes them (3, 4); unknown ones are left out.

    Each row is red, green and blue in [-1, 1] and 1, or zeros where there is no colour.
    """
    known = [name for name in dict.fromkeys(names) if name in COLOURS][:MOST]
    rows = torch.zeros(MOST, 4)
    for row, name in zip(rows, known, strict=False):
        row[:3] = torch.tensor(COLOURS[name]) / 127.5 - 1
        row[3] = 1
    return rows
