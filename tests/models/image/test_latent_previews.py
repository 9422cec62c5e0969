"""Previews of hub pipelines, from their latents and their autoencoder."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_flow_match_euler_discrete import (
    FlowMatchEulerDiscreteScheduler,
)
from torch import Tensor
from torch.nn import functional

from models.image.latent_colours import LatentColours
from models.image.latent_previews import LatentPreviews


class Autoencoder:
    """Means over eight by eight pixels, mixed into more channels: as linear as one can be."""

    def __init__(
        self, channels: int = 4, scaling_factor: float | None = 0.18, **config: Any
    ) -> None:
        self.device, self.dtype = torch.device("cpu"), torch.float32
        self.config = SimpleNamespace(scaling_factor=scaling_factor, shift_factor=0.1, **config)
        generator = torch.Generator().manual_seed(channels)
        self._mixing = torch.randn(channels, 3, 1, 1, generator=generator)

    def encode(self, images: Tensor) -> Any:
        latents = functional.conv2d(functional.avg_pool2d(images, 8), self._mixing)
        return SimpleNamespace(latent_dist=SimpleNamespace(mode=lambda: latents))

    def scaled_latents(self, images: Tensor) -> Tensor:
        """Returns the latents as a pipeline carries them."""
        latents = self.encode(images).latent_dist.mode()
        return (latents - self.config.shift_factor) * self.config.scaling_factor


class BlindAutoencoder(Autoencoder):
    """Its latents say nothing of colours."""

    def encode(self, images: Tensor) -> Any:
        noise = torch.randn(len(images), 4, images.shape[-2] // 8, images.shape[-1] // 8)
        return SimpleNamespace(latent_dist=SimpleNamespace(mode=lambda: noise))


def picture(side: int = 256) -> Tensor:
    """A picture (1, 3, side, side) from -1 to 1, red on the left, green below, some blue."""
    ramp = torch.linspace(-1, 1, side)
    red, green = ramp.flip(0).expand(side, side), ramp.view(-1, 1).expand(side, side)
    return torch.stack([red, green, torch.full((side, side), 0.5)]).unsqueeze(0)


def packed(latents: Tensor) -> Tensor:
    """Packs squares of four as Flux does."""
    batch, channels, height, width = latents.shape
    squares = latents.view(batch, channels, height // 2, 2, width // 2, 2)
    return squares.permute(0, 2, 4, 1, 3, 5).reshape(batch, -1, channels * 4)


def distance(shown: Any, wanted: Tensor) -> float:
    levels = torch.from_numpy(np.asarray(shown).copy()).movedim(-1, 0).float() / 127.5 - 1
    return (
        (levels - functional.adaptive_avg_pool2d(wanted[0], levels.shape[-1])).abs().mean().item()
    )


@pytest.mark.parametrize("channels", [4, 16])
@pytest.mark.parametrize("arrange", [torch.clone, packed])
def test_colours_are_those_of_the_picture(channels: int, arrange: Any) -> None:
    vae = Autoencoder(channels)
    colours = LatentColours.of(vae)
    assert colours is not None

    shown = colours.pictures(arrange(vae.scaled_latents(picture())))

    assert shown is not None
    assert shown[0].size == (32, 32)
    assert distance(shown[0], picture()) < 0.02


def test_large_pictures_are_made_small() -> None:
    vae = Autoencoder()
    colours = LatentColours.of(vae)
    assert colours is not None

    shown = colours.pictures(vae.scaled_latents(picture(1024)))

    assert shown is not None
    assert shown[0].size == (64, 64)


@pytest.mark.parametrize(
    "vae",
    [
        None,
        BlindAutoencoder(),
        Autoencoder(scaling_factor=None),
        Autoencoder(latents_mean=[0.0] * 4),
        SimpleNamespace(config=SimpleNamespace()),
    ],
)
def test_an_autoencoder_that_is_not_understood_gives_no_colours(vae: Any) -> None:
    assert LatentColours.of(vae) is None


@pytest.mark.parametrize("shape", [(1, 8, 32, 32), (1, 4, 3, 32, 32), (1, 1000, 16), (1, 64, 64)])
def test_latents_of_another_form_give_no_picture(shape: tuple[int, ...]) -> None:
    colours = LatentColours.of(Autoencoder())

    assert colours is not None
    assert colours.pictures(torch.zeros(shape)) is None


def pipeline(vae: Any, scheduler: Any) -> Any:
    scheduler.set_timesteps(10)
    return SimpleNamespace(vae=vae, scheduler=scheduler)


def test_a_straight_flow_shows_where_it_leads() -> None:
    vae = Autoencoder()
    flow = pipeline(vae, FlowMatchEulerDiscreteScheduler())
    clean = vae.scaled_latents(picture()).repeat(2, 1, 1, 1)
    noise = torch.randn(clean.shape, generator=torch.Generator().manual_seed(1))
    previews = LatentPreviews()
    previews.begin(flow)

    for step in range(2):
        assert previews.show([0]) is None, "one step alone has no direction"
        sigma = flow.scheduler.sigmas[step + 1]
        previews.note(step, (1 - sigma) * clean + sigma * noise)
    shown = previews.show([1])

    assert previews.first_fraction < 0.1
    assert shown is not None
    assert distance(shown[0], picture()) < 0.02


def test_other_schedulers_show_their_latents_once_the_noise_has_sunk() -> None:
    vae = Autoencoder()
    previews = LatentPreviews()
    previews.begin(pipeline(vae, DDIMScheduler()))

    previews.note(8, vae.scaled_latents(picture()))
    shown = previews.show([0])

    assert previews.first_fraction == 0.5
    assert shown is not None
    assert distance(shown[0], picture()) < 0.02


def test_a_preview_that_fails_is_logged_once_and_not_tried_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[bool] = []

    def encode(_images: Tensor) -> Any:
        calls.append(True)
        raise ValueError("no such layer")

    vae = Autoencoder()
    monkeypatch.setattr(vae, "encode", encode)
    previews = LatentPreviews()
    previews.begin(pipeline(vae, DDIMScheduler()))
    previews.note(8, torch.zeros(1, 4, 8, 8))

    assert previews.show([0]) is None
    assert previews.show([0]) is None
    assert len(calls) == 1
    assert caplog.text.count("This pipeline gets no previews") == 1
