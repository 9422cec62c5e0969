"""What the networks that look at pictures have in common."""

from collections.abc import Sequence
from itertools import pairwise

from torch import Tensor, nn
from torch.nn import functional

_GROUPS = 8


class Tower(nn.Module):
    """Halves the sides stage by stage, and returns how much there is of what it found, anywhere.

    Args:
        enter: What comes before; gives as many channels as the first of `widths`.
        widths: Channels before each stage, and after the last.
    """

    def __init__(self, enter: Sequence[nn.Module], widths: Sequence[int]) -> None:
        super().__init__()
        self.stages = nn.Sequential(*enter, *(Stage(a, b, stride=2) for a, b in pairwise(widths)))
        self.norm = nn.GroupNorm(_GROUPS, widths[-1])

    def forward(self, pictures: Tensor) -> Tensor:
        return self.pooled(self.stages(pictures))

    def pooled(self, features: Tensor) -> Tensor:
        """Returns what the stages found, wherever it is (batch, channels)."""
        features = functional.silu(self.norm(features))
        # Where a thing is matters little, that it is somewhere does: mean and maximum tell both.
        return features.mean(dim=(2, 3)) + features.amax(dim=(2, 3))


class Stage(nn.Module):
    """Makes the sides smaller by the stride, then adds what two convolutions find."""

    def __init__(self, width: int, wider: int, stride: int) -> None:
        super().__init__()
        self.resize = nn.Conv2d(width, wider, 3, stride=stride, padding=1)
        self.found = nn.Sequential(*_convolution(wider), *_convolution(wider))

    def forward(self, features: Tensor) -> Tensor:
        features = self.resize(features)
        return features + self.found(features)


def entrance(width: int) -> list[nn.Module]:
    """Returns what a tower begins with that sees pixels (batch, 3, height, width): half the sides.

    Args:
        width: Channels that come out.
    """
    return [nn.PixelUnshuffle(2), nn.Conv2d(3 * 4, width, 3, padding=1)]


def _convolution(width: int) -> list[nn.Module]:
    return [nn.GroupNorm(_GROUPS, width), nn.SiLU(), nn.Conv2d(width, width, 3, padding=1)]
