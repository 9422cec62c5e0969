"""The convolutional autoencoder between 128-pixel drawings and 16x16 latents."""

from collections.abc import Sequence

import torch
from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.modeling_utils import ModelMixin
from torch import Tensor, nn
from torch.nn import functional

_GROUPS = 8
_LATENT_BOUND = 3.0
# Red, green and blue over white, and opacity.
_CHANNELS = 4


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions, each after normalisation and SiLU, around a skip connection."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm1 = nn.GroupNorm(_GROUPS, channels)
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.norm2 = nn.GroupNorm(_GROUPS, channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.conv2.weight)

    def forward(self, features: Tensor) -> Tensor:
        hidden = self.conv1(functional.silu(self.norm1(features)))
        return features + self.conv2(functional.silu(self.norm2(hidden)))


class StickerAutoencoder(ModelMixin, ConfigMixin):
    """Compresses drawings (batch, 4, 128, 128) in [-1, 1] to latents (batch, 8, 16, 16).

    Latents are bounded by 3 * tanh(x / 3); `scaling_factor` divides out their standard deviation.

    Args:
        encoder_channels: Width at 32 and 16 pixels a side.
        encoder_blocks: Residual blocks there.
        decoder_channels: Width at 16, 32 and 64 pixels a side.
        decoder_blocks: Residual blocks there.
        latent_channels: Channels of a latent.
        scaling_factor: Latents times this have unit variance over the training drawings.
    """

    @register_to_config
    def __init__(
        self,
        encoder_channels: Sequence[int] = (64, 128),
        encoder_blocks: Sequence[int] = (1, 2),
        decoder_channels: Sequence[int] = (160, 80, 32),
        decoder_blocks: Sequence[int] = (2, 2, 1),
        latent_channels: int = 8,
        scaling_factor: float = 1.0,
    ) -> None:
        super().__init__()
        self.encoder = _encoder(encoder_channels, encoder_blocks, latent_channels)
        self.decoder = _decoder(decoder_channels, decoder_blocks, latent_channels)

    def encode(self, drawings: Tensor) -> Tensor:
        """Returns bounded, unscaled latents (batch, latent_channels, height / 8, width / 8)."""
        return _LATENT_BOUND * torch.tanh(self.encoder(drawings) / _LATENT_BOUND)

    def decode(self, latents: Tensor) -> Tensor:
        """Returns drawings for unscaled latents; values may lie slightly outside [-1, 1]."""
        return self.decoder(latents)


def _encoder(channels: Sequence[int], blocks: Sequence[int], latent_channels: int) -> nn.Module:
    # The largest sizes cost most and are left out: 4x4 pixels go straight to 32 a side.
    layers: list[nn.Module] = [
        nn.PixelUnshuffle(4),
        nn.Conv2d(_CHANNELS * 16, channels[0], 3, padding=1),
        *(ResidualBlock(channels[0]) for _ in range(blocks[0])),
        nn.Conv2d(channels[0], channels[1], 3, stride=2, padding=1),
        *(ResidualBlock(channels[1]) for _ in range(blocks[1])),
        nn.GroupNorm(_GROUPS, channels[1]),
        nn.SiLU(),
        nn.Conv2d(channels[1], latent_channels, 3, padding=1),
    ]
    return nn.Sequential(*layers)


def _decoder(channels: Sequence[int], blocks: Sequence[int], latent_channels: int) -> nn.Module:
    layers: list[nn.Module] = [nn.Conv2d(latent_channels, channels[0], 3, padding=1)]
    for level, width in enumerate(channels):
        layers += [ResidualBlock(width) for _ in range(blocks[level])]
        if level + 1 < len(channels):
            narrower = nn.Conv2d(width, 4 * channels[level + 1], 1)
            layers += [narrower, nn.PixelShuffle(2)]
    layers += [
        nn.GroupNorm(_GROUPS, channels[-1]),
        nn.SiLU(),
        nn.Conv2d(channels[-1], _CHANNELS * 4, 3, padding=1),
        nn.PixelShuffle(2),
    ]
    return nn.Sequential(*layers)
