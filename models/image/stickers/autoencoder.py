"""The convolutional autoencoder between 128-pixel drawings and 8x8 latents."""

from collections.abc import Sequence

import torch
from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.modeling_utils import ModelMixin
from torch import Tensor, nn
from torch.nn import functional

_GROUPS = 8
_LATENT_BOUND = 3.0


class _ResidualBlock(nn.Module):
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
    """Compresses images (batch, 3, 128, 128) in [-1, 1] to latents (batch, 16, 8, 8).

    Latents are bounded by 3 * tanh(x / 3); `scaling_factor` divides out their standard deviation.

    Args:
        channels: Width at 64, 32, 16 and 8 pixels a side.
        blocks: Residual blocks at each of those sizes.
        latent_channels: Channels of a latent.
        scaling_factor: Latents times this have unit variance over the training drawings.
    """

    @register_to_config
    def __init__(
        self,
        channels: Sequence[int] = (24, 64, 128, 192),
        blocks: Sequence[int] = (1, 1, 2, 2),
        latent_channels: int = 16,
        scaling_factor: float = 1.0,
    ) -> None:
        super().__init__()
        self.encoder = _encoder(channels, blocks, latent_channels)
        self.decoder = _decoder(channels, blocks, latent_channels)

    def encode(self, images: Tensor) -> Tensor:
        """Returns bounded, unscaled latents (batch, latent_channels, height / 16, width / 16)."""
        return _LATENT_BOUND * torch.tanh(self.encoder(images) / _LATENT_BOUND)

    def decode(self, latents: Tensor) -> Tensor:
        """Returns images for unscaled latents; values may lie slightly outside [-1, 1]."""
        return self.decoder(latents)

    def forward(self, images: Tensor, noise: float = 0.0) -> Tensor:
        """Returns the reconstruction, with Gaussian noise of that deviation on the latents."""
        latents = self.encode(images)
        return self.decode(latents + noise * torch.randn_like(latents))


def _encoder(channels: Sequence[int], blocks: Sequence[int], latent_channels: int) -> nn.Module:
    # The largest size costs most and is left out: 4x4 pixels go straight to 32 a side.
    layers: list[nn.Module] = [
        nn.PixelUnshuffle(4),
        nn.Conv2d(3 * 16, channels[1], 3, padding=1),
    ]
    for level in range(1, len(channels)):
        if level > 1:
            layers.append(nn.Conv2d(channels[level - 1], channels[level], 3, 2, 1))
        layers += [_ResidualBlock(channels[level]) for _ in range(blocks[level])]
    layers += [
        nn.GroupNorm(_GROUPS, channels[-1]),
        nn.SiLU(),
        nn.Conv2d(channels[-1], latent_channels, 3, padding=1),
    ]
    return nn.Sequential(*layers)


def _decoder(channels: Sequence[int], blocks: Sequence[int], latent_channels: int) -> nn.Module:
    layers: list[nn.Module] = [nn.Conv2d(latent_channels, channels[-1], 3, padding=1)]
    for level in reversed(range(len(channels))):
        layers += [_ResidualBlock(channels[level]) for _ in range(blocks[level])]
        if level > 0:
            narrower = nn.Conv2d(channels[level], 4 * channels[level - 1], 1)
            layers += [narrower, nn.PixelShuffle(2)]
    layers += [
        nn.GroupNorm(_GROUPS, channels[0]),
        nn.SiLU(),
        nn.Conv2d(channels[0], 3 * 4, 3, padding=1),
        nn.PixelShuffle(2),
    ]
    return nn.Sequential(*layers)
