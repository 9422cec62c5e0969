"""The colours that latents stand for, as near as one matrix can tell."""

import math
from typing import Any

import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

_CLOUD_SIDE = 128
_PICTURE_SIDE = 64
# Of the colours' variance: a worse guess would show another picture than the one to come.
_LEAST_EXPLAINED = 0.6


class LatentColours:
    """A linear map from latents to colours, learnt from the autoencoder in one short run.

    Decoding would cost as much as several steps; this costs nothing. Every autoencoder has its own
    map, and so none is written down here.

    Args:
        weights: (latent channels + 1, 3); the last row is added to all.
        scaling_factor: Latents are divided by this,
        shift_factor: then raised by this.
    """

    def __init__(self, weights: Tensor, scaling_factor: float, shift_factor: float) -> None:
        self._weights = weights
        self._scaling_factor = scaling_factor
        self._shift_factor = shift_factor

    @classmethod
    @torch.inference_mode()
    def of(cls, vae: Any) -> "LatentColours | None":
        """Returns the map of a pipeline's autoencoder, or None if its latents don't show colours.

        Args:
            vae: An `AutoencoderKL` or the like; None for pipelines without.
        """
        config = getattr(vae, "config", None)
        scaling = getattr(config, "scaling_factor", None)
        # Latents with a mean and deviation a channel are scaled in ways that differ by pipeline.
        if scaling is None or getattr(config, "latents_mean", None) is not None:
            return None
        colours = _clouds()
        encoded = vae.encode((colours * 2 - 1).to(vae.device, vae.dtype))
        if not hasattr(encoded, "latent_dist"):
            return None
        latents = encoded.latent_dist.mode().float().cpu()
        weights = _fit(latents, functional.interpolate(colours, latents.shape[-2:], mode="area"))
        if weights is None:
            return None
        return cls(weights, scaling, getattr(config, "shift_factor", None) or 0.0)

    @torch.inference_mode()
    def pictures(self, latents: Tensor) -> list[Image.Image] | None:
        """Returns coarse pictures, or None for latents of another form.

        Args:
            latents: Of a pipeline: (batch, channels, height, width), or packed as Flux does.
        """
        unpacked = _unpacked(latents, len(self._weights) - 1)
        if unpacked is None:
            return None
        # Few enough that a preview is made in milliseconds, however large the picture.
        side = min(_PICTURE_SIDE, unpacked.shape[-1])
        small = functional.adaptive_avg_pool2d(unpacked.float().cpu(), side)
        plain = small / self._scaling_factor + self._shift_factor
        coloured = _with_one(plain.movedim(1, -1)) @ self._weights
        levels = (coloured.clamp(0, 1) * 255).round().to(torch.uint8).numpy()
        return [Image.fromarray(one) for one in levels]


def _clouds() -> Tensor:
    """Returns smooth fields of many colours (1, 3, 128, 128), from 0 to 1, always the same."""
    coarse = torch.rand(1, 3, 12, 12, generator=torch.Generator().manual_seed(0))
    return functional.interpolate(coarse, (_CLOUD_SIDE, _CLOUD_SIDE), mode="bilinear")


def _fit(latents: Tensor, colours: Tensor) -> Tensor | None:
    """Returns the weights of least error, or None if even they explain too little."""
    inputs = _with_one(latents.movedim(1, -1).flatten(0, 2))
    wanted = colours.movedim(1, -1).flatten(0, 2)
    # A little ridge, for channels that follow from one another.
    ridge = 1e-4 * len(inputs) * torch.eye(inputs.shape[1])
    weights = torch.linalg.solve(inputs.T @ inputs + ridge, inputs.T @ wanted)
    missed = (inputs @ weights - wanted).square().mean()
    explained = 1 - missed / wanted.var(dim=0).mean()
    # Written so that a NaN, from latents that overflowed, is refused as well.
    return weights if explained >= _LEAST_EXPLAINED else None


def _with_one(rows: Tensor) -> Tensor:
    return torch.cat([rows, torch.ones_like(rows[..., :1])], dim=-1)


def _unpacked(latents: Tensor, channels: int) -> Tensor | None:
    """Returns (batch, channels, height, width), or None if that is not what they hold."""
    if latents.ndim == 4 and latents.shape[1] == channels:
        return latents
    if latents.ndim == 3 and latents.shape[2] == 4 * channels:
        side = math.isqrt(latents.shape[1])
        if side * side == latents.shape[1]:
            # Flux packs squares of four; all our pictures are square.
            squares = latents.unflatten(2, (channels, 2, 2)).unflatten(1, (side, side))
            return squares.permute(0, 3, 1, 4, 2, 5).flatten(4, 5).flatten(2, 3)
    return None
