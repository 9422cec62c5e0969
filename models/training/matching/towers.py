"""The examiners' networks, small enough to be committed."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.image.stickers.tower import Tower, entrance

SIDE = 64
"""Pixels a side of what the matcher sees."""
TEXT_WIDTH = 384
# The entering convolution and the first stage: early features tell how a thing is drawn.
_MIXED_AFTER = (1, 2)


class PictureTower(Tower):
    """Reads pictures (batch, 3, height, width) in [-1, 1] into vectors (batch, outputs).

    Args:
        widths: Channels after each time that the sides are halved.
        outputs: Numbers that come out.
        forgets_style: Whether training shall not let it rely on how a thing is drawn.
        dropout: Share of what was seen that training leaves out.
    """

    def __init__(
        self,
        widths: Sequence[int],
        outputs: int,
        *,
        forgets_style: bool = False,
        dropout: float = 0.0,
    ) -> None:
        super().__init__(entrance(widths[0]), widths)
        self._forgets_style = forgets_style
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(widths[-1], outputs)

    def forward(self, pictures: Tensor) -> Tensor:
        features = pictures
        for place, stage in enumerate(self.stages):
            features = stage(features)
            if self.training and self._forgets_style and place in _MIXED_AFTER:
                features = _mixed_styles(features)
        return self.out(self.dropout(self.pooled(features)))


def _mixed_styles(features: Tensor) -> Tensor:
    """Gives half of the pictures some of another's means and deviations (arXiv:2104.02008)."""
    mean = features.mean(dim=(2, 3), keepdim=True)
    deviation = features.std(dim=(2, 3), keepdim=True) + 1e-4
    other = torch.randperm(len(features))
    chances = torch.rand(2, len(features), 1, 1, 1, dtype=features.dtype)
    share = chances[0] * (chances[1] < 0.5)
    plain = (features - mean) / deviation
    return plain * deviation.lerp(deviation[other], share) + mean.lerp(mean[other], share)


class Matcher(nn.Module):
    """Puts pictures and captions into one space, where those that belong together are near.

    Args:
        widths: Of the tower that reads pictures.
        dimensions: Of the space.
    """

    def __init__(self, widths: Sequence[int] = (32, 64, 128, 256), dimensions: int = 128) -> None:
        super().__init__()
        self.pictures = PictureTower(widths, dimensions, forgets_style=True)
        self.captions = nn.Sequential(
            nn.Linear(TEXT_WIDTH, 512), nn.SiLU(), nn.Linear(512, dimensions)
        )
        self.scale = nn.Parameter(torch.tensor(3.0))

    def see(self, pictures: Tensor) -> Tensor:
        """Returns unit vectors (batch, dimensions) of pictures (batch, 3, 64, 64) in [-1, 1]."""
        return functional.normalize(self.pictures(pictures), dim=-1)

    def read(self, pooled: Tensor) -> Tensor:
        """Returns unit vectors of captions, from their sentence embeddings (batch, 384)."""
        return functional.normalize(self.captions(pooled * TEXT_WIDTH**0.5), dim=-1)
