"""What the networks that look at pictures have in common."""

from torch import nn

_GROUPS = 8


def two_convolutions(width: int) -> nn.Sequential:
    """Returns two 3x3 convolutions that keep size and width, each after normalisation and SiLU."""
    return nn.Sequential(
        nn.GroupNorm(_GROUPS, width),
        nn.SiLU(),
        nn.Conv2d(width, width, 3, padding=1),
        nn.GroupNorm(_GROUPS, width),
        nn.SiLU(),
        nn.Conv2d(width, width, 3, padding=1),
    )
