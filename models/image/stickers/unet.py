"""The denoiser's network: convolutions on the outside, transformer blocks within."""

import math
from collections.abc import Sequence

import torch
from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.modeling_utils import ModelMixin
from torch import Tensor, nn
from torch.nn import functional

_GROUPS = 8
_TIME_FREQUENCIES = 64
# Red, green, blue, and whether there is a colour.
_COLOUR = 4
# Positions a side of what a block sees of a reference at once.
_PATCH = 4


class StickerUNet(ModelMixin, ConfigMixin):
    """Predicts noise minus drawing for noisy latents (batch, latent_channels, 16, 16).

    Half of the blocks see 4x4 positions, where a parameter costs a sixteenth of what it costs at
    16x16: what things look like is remembered there, and drawn further out.

    Args:
        latent_channels: Channels of a latent.
        widths: Channels at 16, 8 and 4 positions a side.
        depths: Blocks at each of those sizes; twice at the first two, on the way in and out.
        styles: How many styles there are.
        text_width: Width of a prompt's token embeddings.
        condition_width: Width of what all blocks are told of time, prompt, style and palette.
    """

    @register_to_config
    def __init__(
        self,
        latent_channels: int = 8,
        widths: Sequence[int] = (96, 256, 384),
        depths: Sequence[int] = (2, 2, 6),
        styles: int = 6,
        text_width: int = 384,
        condition_width: int = 256,
        sample_size: int = 16,
    ) -> None:
        super().__init__()
        outer, middle, inner = widths
        self.condition = _Condition(condition_width, styles, text_width)
        self.look = _Look(latent_channels, sample_size, text_width)
        self.enter = nn.Conv2d(2 * latent_channels, outer, 3, padding=1)
        self.outer_in = _convolutions(outer, depths[0], condition_width)
        self.down = _Down(outer, middle, sample_size // 2)
        self.middle_in = _transformers(middle, depths[1], condition_width, text_width)
        self.down_again = _Down(middle, inner, sample_size // 4)
        self.inner = _transformers(inner, depths[2], condition_width, text_width)
        self.up = _Up(inner, middle)
        self.middle_out = _transformers(middle, depths[1], condition_width, text_width)
        self.up_again = _Up(middle, outer)
        self.outer_out = _convolutions(outer, depths[0], condition_width)
        self.leave = nn.Sequential(nn.GroupNorm(_GROUPS, outer), nn.SiLU())
        self.velocity = nn.Conv2d(outer, latent_channels, 3, padding=1)
        nn.init.zeros_(self.velocity.weight)

    def forward(
        self,
        latents: Tensor,
        times: Tensor,
        tokens: Tensor,
        pooled: Tensor,
        styles: Tensor,
        palettes: Tensor,
        references: Tensor,
    ) -> Tensor:
        """Returns the velocities, of the latents' shape.

        Args:
            latents: Scaled latents, between drawing and noise.
            times: Share of noise, from 0 to 1 (batch,).
            tokens: Token embeddings of the prompts (batch, tokens, text_width), zeros for none.
            pooled: Their means of unit length (batch, text_width), zeros for none.
            styles: Share of each style (batch, styles).
            palettes: Up to three wanted colours as red, green and blue in [-1, 1] and 1, zeros for
                none (batch, 3, 4).
            references: Scaled latents of drawings to look at, the first as a sketch; zeros for
                none (batch, references, latent_channels, 16, 16).
        """
        told, context = self.condition(times, tokens, pooled, styles, palettes)
        context = torch.cat([context, self.look(references)], dim=1)
        outer = self.enter(torch.cat([latents, references[:, 0]], dim=1))
        for block in self.outer_in:
            outer = block(outer, told)
        middle = self.down(outer)
        for block in self.middle_in:
            middle = block(middle, told, context)
        inner = self.down_again(_as_image(middle))
        for block in self.inner:
            inner = block(inner, told, context)
        middle = middle + self.up(inner)
        for block in self.middle_out:
            middle = block(middle, told, context)
        outer = outer + _as_image(self.up_again(middle))
        for block in self.outer_out:
            outer = block(outer, told)
        return self.velocity(self.leave(outer))


class _Condition(nn.Module):
    """Puts together what all blocks are told, and what they may attend to."""

    def __init__(self, width: int, styles: int, text_width: int) -> None:
        super().__init__()
        self.time = nn.Sequential(
            nn.Linear(2 * _TIME_FREQUENCIES, width), nn.SiLU(), nn.Linear(width, width)
        )
        self.pooled = nn.Linear(text_width, width)
        self.style = nn.Linear(styles, width)
        self.colours = nn.Sequential(nn.Linear(_COLOUR, width), nn.SiLU(), nn.Linear(width, width))
        self.colour_tokens = nn.Linear(width, text_width)
        self.norm = nn.LayerNorm(text_width)

    def forward(
        self, times: Tensor, tokens: Tensor, pooled: Tensor, styles: Tensor, palettes: Tensor
    ) -> tuple[Tensor, Tensor]:
        # Unit length spreads over 384 numbers: scaled up, each of them can be heard.
        scale = math.sqrt(pooled.shape[1])
        colours = self.colours(palettes) * palettes[..., 3:]
        told = self.time(_frequencies(times).to(tokens.dtype)) + self.pooled(pooled * scale)
        told = told + self.style(styles) + colours.sum(dim=1)
        context = torch.cat([tokens, self.colour_tokens(colours)], dim=1)
        return functional.silu(told), self.norm(context)


class _Look(nn.Module):
    """Cuts references into patches that blocks may attend to."""

    def __init__(self, latent_channels: int, side: int, text_width: int) -> None:
        super().__init__()
        self.project = nn.Linear(latent_channels * _PATCH**2, text_width)
        self.places = nn.Parameter(torch.randn((side // _PATCH) ** 2, text_width) * 0.5)
        self.norm = nn.LayerNorm(text_width)

    def forward(self, references: Tensor) -> Tensor:
        patches = functional.pixel_unshuffle(references, _PATCH).flatten(3).transpose(2, 3)
        is_there = references.flatten(2).any(dim=2).to(patches.dtype)[..., None, None]
        seen = self.norm(self.project(patches) + self.places) * is_there
        return seen.flatten(1, 2)


class _Convolutions(nn.Module):
    """Two 3x3 convolutions around a skip connection, the second scaled and shifted as told."""

    def __init__(self, width: int, condition_width: int) -> None:
        super().__init__()
        self.norm1 = nn.GroupNorm(_GROUPS, width)
        self.conv1 = nn.Conv2d(width, width, 3, padding=1)
        self.norm2 = nn.GroupNorm(_GROUPS, width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)
        self.told = nn.Linear(condition_width, 2 * width)
        nn.init.zeros_(self.conv2.weight)

    def forward(self, features: Tensor, told: Tensor) -> Tensor:
        scale, shift = self.told(told)[..., None, None].chunk(2, dim=1)
        hidden = self.conv1(functional.silu(self.norm1(features)))
        hidden = self.norm2(hidden) * (1 + scale) + shift
        return features + self.conv2(functional.silu(hidden))


class _Transformer(nn.Module):
    """Attention to all positions, to the prompt and the palette, and a gated feed-forward part.

    Scaled, shifted and gated as told (Peebles and Xie 2023, arXiv:2212.09748).
    """

    def __init__(self, width: int, condition_width: int, text_width: int) -> None:
        super().__init__()
        self.width, self.heads = width, width // 64
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.to_qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.norm_cross = nn.LayerNorm(width)
        self.to_q = nn.Linear(width, width, bias=False)
        self.to_kv = nn.Linear(text_width, 2 * width, bias=False)
        self.out_cross = nn.Linear(width, width, bias=False)
        hidden = 8 * width // 3 // 32 * 32
        self.gated = nn.Linear(width, 2 * hidden, bias=False)
        self.back = nn.Linear(hidden, width, bias=False)
        self.told = nn.Linear(condition_width, 6 * width)
        for zeroed in (self.out_cross.weight, self.told.weight, self.told.bias):
            nn.init.zeros_(zeroed)

    def forward(self, features: Tensor, told: Tensor, context: Tensor) -> Tensor:
        scale1, shift1, gate1, scale2, shift2, gate2 = self.told(told).unsqueeze(1).chunk(6, dim=2)
        q, k, v = self.to_qkv(self.norm(features) * (1 + scale1) + shift1).chunk(3, dim=2)
        features = features + gate1 * self.out(self._attend(q, k, v))
        k, v = self.to_kv(context).chunk(2, dim=2)
        q = self.to_q(self.norm_cross(features))
        features = features + self.out_cross(self._attend(q, k, v))
        gate, hidden = self.gated(self.norm(features) * (1 + scale2) + shift2).chunk(2, dim=2)
        return features + gate2 * self.back(functional.silu(gate) * hidden)

    def _attend(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        q, k, v = (x.unflatten(2, (self.heads, -1)).transpose(1, 2) for x in (q, k, v))
        q, k = (functional.rms_norm(x, x.shape[-1:]) for x in (q, k))
        # Written out: for so few positions, PyTorch's fused attention is slower on a processor.
        weights = (q @ k.transpose(2, 3) / math.sqrt(q.shape[-1])).softmax(dim=-1)
        return (weights.to(v.dtype) @ v).transpose(1, 2).flatten(2)


class _Down(nn.Module):
    """Halves the sides and lines the positions up, each with where it is."""

    def __init__(self, width: int, wider: int, side: int) -> None:
        super().__init__()
        self.project = nn.Linear(4 * width, wider)
        self.places = nn.Parameter(torch.randn(side * side, wider) * 0.02)

    def forward(self, image: Tensor) -> Tensor:
        positions = functional.pixel_unshuffle(image, 2).flatten(2).transpose(1, 2)
        return self.project(positions) + self.places


class _Up(nn.Module):
    """Doubles the sides."""

    def __init__(self, width: int, narrower: int) -> None:
        super().__init__()
        self.project = nn.Linear(width, 4 * narrower)

    def forward(self, positions: Tensor) -> Tensor:
        image = functional.pixel_shuffle(_as_image(self.project(positions)), 2)
        return image.flatten(2).transpose(1, 2)


def _as_image(positions: Tensor) -> Tensor:
    """Returns (batch, height * width, channels) as (batch, channels, height, width), square."""
    side = math.isqrt(positions.shape[1])
    return positions.transpose(1, 2).unflatten(2, (side, side))


def _frequencies(times: Tensor) -> Tensor:
    """Returns sines and cosines of times in [0, 1] (Vaswani et al. 2017, arXiv:1706.03762)."""
    exponents = torch.arange(_TIME_FREQUENCIES, device=times.device) / _TIME_FREQUENCIES
    angles = 1000 * times.float()[:, None] * torch.exp(-math.log(10000) * exponents)
    return torch.cat([angles.cos(), angles.sin()], dim=1)


def _convolutions(width: int, depth: int, condition_width: int) -> nn.ModuleList:
    return nn.ModuleList(_Convolutions(width, condition_width) for _ in range(depth))


def _transformers(width: int, depth: int, condition_width: int, text_width: int) -> nn.ModuleList:
    return nn.ModuleList(_Transformer(width, condition_width, text_width) for _ in range(depth))
