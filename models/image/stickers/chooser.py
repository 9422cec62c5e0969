"""Which of several drawings shows best what was asked for."""

from collections.abc import Sequence

import torch
from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.modeling_utils import ModelMixin
from torch import Tensor, nn
from torch.nn import functional

from models.image.stickers.tower import Stage, Tower, entrance

# What logarithm of a chance of the style counts as much as one of the prompt.
_STYLE_WEIGHT = 24.0
# So much further from the prompt than the best drawing, as a cosine, it shows something else.
_WORST_MATCH = 0.25
_SHOWS_SOMETHING_ELSE = 1000.0
# Of what was found of a look, in training: there are few drawings for so many pixels.
_DROPOUT = 0.3
# Pixels a side that are left in the end.
_COARSEST = 4
# One at 128 pixels a side, three at 64.
_LOOK_WIDTHS = ((24, 32, 48, 64, 96), *[(32, 48, 64, 96)] * 3)


class StickerChooser(ModelMixin, ConfigMixin):
    """Scores drawings of one prompt by what they show and by how they show it.

    What they show is told from latents, which it puts into one space with prompts: those that
    belong together are near. Outlines and gradients, which tell a style, are only seen in pixels;
    several looks at them err less than one.

    Args:
        latent_channels: Channels of a latent.
        widths: Channels at 16, 8 and 4 positions a side of a latent.
        dimensions: Of the space.
        look_widths: For each look, the channels each time that the sides of a drawing have been
            halved, until four pixels a side are left.
        styles: How many styles there are.
        text_width: Width of a prompt's embedding.
    """

    @register_to_config
    def __init__(
        self,
        latent_channels: int = 8,
        widths: Sequence[int] = (64, 128, 256),
        dimensions: int = 128,
        look_widths: Sequence[Sequence[int]] = _LOOK_WIDTHS,
        styles: int = 6,
        text_width: int = 384,
    ) -> None:
        super().__init__()
        enter = nn.Conv2d(latent_channels, widths[0], 3, padding=1)
        self.content = Tower([enter, Stage(widths[0], widths[0], stride=1)], widths)
        self.place = nn.Linear(widths[-1], dimensions)
        self.looks = nn.ModuleList(_Look(each, styles) for each in look_widths)
        self.prompt = nn.Sequential(
            nn.Linear(text_width, 512), nn.SiLU(), nn.Linear(512, dimensions)
        )
        self.scale = nn.Parameter(torch.tensor(3.0))

    def see(self, latents: Tensor) -> Tensor:
        """Returns unit vectors of what drawings show (batch, dimensions).

        Args:
            latents: Scaled latents (batch, latent_channels, 16, 16).
        """
        return functional.normalize(self.place(self.content(latents)), dim=-1)

    def read(self, pooled: Tensor) -> Tensor:
        """Returns unit vectors of prompts, from their embeddings of unit length (*, text_width)."""
        return functional.normalize(self.prompt(pooled * pooled.shape[-1] ** 0.5), dim=-1)

    def judge(self, colours: Tensor) -> Tensor:
        """Returns the logarithm of the chance of each style, the mean of all looks.

        Args:
            colours: Drawings over white, in [-1, 1] (batch, 3, 128, 128).

        Returns:
            (batch, styles).
        """
        logits = torch.stack([look(colours) for look in self.looks])
        return logits.float().log_softmax(dim=-1).mean(dim=0)

    def forward(self, latents: Tensor, colours: Tensor, pooled: Tensor, style: Tensor) -> Tensor:
        """Returns how well drawings show one prompt in one style; higher is better (batch,).

        Args:
            latents: Scaled latents (batch, latent_channels, 16, 16).
            colours: The same drawings decoded, over white (batch, 3, 128, 128).
            pooled: Embedding of the prompt (text_width,).
            style: Share of each wanted style (styles,).
        """
        # Added up in float32: half the digits could not tell good drawings from better ones.
        cosines = (self.see(latents).float() * self.read(pooled).float()).sum(dim=-1)
        looks = (self.judge(colours) * style.float()).sum(dim=-1)
        scores = self.scale.float().exp() * cosines + _STYLE_WEIGHT * looks
        # A blob can have the best of looks.
        return scores - _SHOWS_SOMETHING_ELSE * (cosines < cosines.max() - _WORST_MATCH)


class _Look(nn.Module):
    """Tells styles from drawings over white (batch, 3, 128, 128): logits (batch, styles).

    Args:
        widths: Channels each time that the sides have been halved; with fewer, it sees less.
        styles: How many styles there are.
    """

    def __init__(self, widths: Sequence[int], styles: int) -> None:
        super().__init__()
        self._side = _COARSEST * 2 ** len(widths)
        self.tower = Tower(entrance(widths[0]), widths)
        self.style = nn.Sequential(nn.Dropout(_DROPOUT), nn.Linear(widths[-1], styles))

    def forward(self, colours: Tensor) -> Tensor:
        seen = functional.adaptive_avg_pool2d(colours, self._side)
        return self.style(self.tower(seen))
