"""Makes a decoded drawing four times as large, with clean edges."""

from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.modeling_utils import ModelMixin
from torch import Tensor, nn
from torch.nn import functional

FACTOR = 4
# Red, green and blue over white, and opacity.
_CHANNELS = 4


class StickerEnlarger(ModelMixin, ConfigMixin):
    """Adds to a drawing, enlarged smoothly, what convolutions at its own size find.

    They do the work before the last layer spreads each pixel over sixteen (Shi et al. 2016,
    arXiv:1609.05158).

    Args:
        width: Channels.
        blocks: Pairs of 3x3 convolutions.
    """

    @register_to_config
    def __init__(self, width: int = 32, blocks: int = 3) -> None:
        super().__init__()
        self.enter = nn.Conv2d(_CHANNELS, width, 3, padding=1)
        self.middle = nn.ModuleList(_Block(width) for _ in range(blocks))
        self.leave = nn.Conv2d(width, _CHANNELS * FACTOR**2, 3, padding=1)
        nn.init.zeros_(self.leave.weight)

    def forward(self, drawings: Tensor) -> Tensor:
        """Returns drawings (batch, 4, 4 * height, 4 * width) for (batch, 4, height, width)."""
        features = self.enter(drawings.to(self.enter.weight.dtype))
        for block in self.middle:
            features = block(features)
        smooth = functional.interpolate(
            drawings.float(), scale_factor=FACTOR, mode="bilinear", align_corners=False
        )
        found = functional.pixel_shuffle(self.leave(functional.silu(features)), FACTOR)
        return smooth + found.float()


class _Block(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, features: Tensor) -> Tensor:
        hidden = self.first(functional.silu(features))
        return features + self.second(functional.silu(hidden))
