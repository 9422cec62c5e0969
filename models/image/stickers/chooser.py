"""Which of several drawings shows best what was asked for."""

from collections.abc import Sequence
from itertools import pairwise

import torch
from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.modeling_utils import ModelMixin
from torch import Tensor, nn
from torch.nn import functional

from models.image.stickers.convolutions import two_convolutions

_GROUPS = 8
# What logarithm of a chance of the style counts as much as one of the prompt.
_STYLE_WEIGHT = 6.0


class StickerChooser(ModelMixin, ConfigMixin):
    """Puts latents and prompts into one space, where those that belong together are near.

    It sees latents instead of pixels, so that only what is chosen needs to be decoded.

    Args:
        latent_channels: Channels of a latent.
        widths: Channels at 16, 8 and 4 positions a side.
        dimensions: Of the space.
        styles: How many styles there are.
        text_width: Width of a prompt's embedding.
    """

    @register_to_config
    def __init__(
        self,
        latent_channels: int = 8,
        widths: Sequence[int] = (64, 128, 256),
        dimensions: int = 128,
        styles: int = 6,
        text_width: int = 384,
    ) -> None:
        super().__init__()
        self.enter = nn.Conv2d(latent_channels, widths[0], 3, padding=1)
        stages = [_Stage(widths[0], widths[0], stride=1)]
        stages += [_Stage(width, wider, stride=2) for width, wider in pairwise(widths)]
        self.stages = nn.Sequential(*stages)
        self.norm = nn.GroupNorm(_GROUPS, widths[-1])
        self.place = nn.Linear(widths[-1], dimensions)
        self.style = nn.Linear(widths[-1], styles)
        self.prompt = nn.Sequential(
            nn.Linear(text_width, 512), nn.SiLU(), nn.Linear(512, dimensions)
        )
        self.scale = nn.Parameter(torch.tensor(3.0))

    def see(self, latents: Tensor) -> tuple[Tensor, Tensor]:
        """Returns unit vectors (batch, dimensions) and logits of styles (batch, styles).

        Args:
            latents: Scaled latents (batch, latent_channels, 16, 16).
        """
        features = functional.silu(self.norm(self.stages(self.enter(latents))))
        pooled = features.mean(dim=(2, 3)) + features.amax(dim=(2, 3))
        return functional.normalize(self.place(pooled), dim=-1), self.style(pooled)

    def read(self, pooled: Tensor) -> Tensor:
        """Returns unit vectors of prompts, from their embeddings of unit length (batch, 384)."""
        return functional.normalize(self.prompt(pooled * pooled.shape[-1] ** 0.5), dim=-1)

    def forward(self, latents: Tensor, pooled: Tensor, styles: Tensor) -> Tensor:
        """Returns how well each drawing shows its prompt in its style; higher is better (batch,).

        Args:
            latents: Scaled latents (batch, latent_channels, 16, 16).
            pooled: Embeddings of the prompts (batch, text_width).
            styles: Share of each wanted style (batch, styles).
        """
        seen, looks = self.see(latents)
        match = self.scale.exp() * (seen * self.read(pooled)).sum(dim=-1)
        return match + _STYLE_WEIGHT * (looks.log_softmax(dim=-1) * styles).sum(dim=-1)


class _Stage(nn.Module):
    """Makes the sides smaller by the stride, then adds what two convolutions find."""

    def __init__(self, width: int, wider: int, stride: int) -> None:
        super().__init__()
        self.resize = nn.Conv2d(width, wider, 3, stride=stride, padding=1)
        self.found = two_convolutions(wider)

    def forward(self, features: Tensor) -> Tensor:
        features = self.resize(features)
        return features + self.found(features)
