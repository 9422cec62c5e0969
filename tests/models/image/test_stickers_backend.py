"""The embedded image model with its real weights."""

import io
from typing import get_args

import numpy as np
import pytest
from PIL import Image

from models.backend import ModelConfiguration
from models.base import Ground, ImageRequest, ImageResult
from models.errors import ModelUnavailable, RequestRejected
from models.image.stickers import loading
from models.image.stickers_backend import StickersBackend
from tests.serving import generate


@pytest.fixture(scope="module")
def backend() -> StickersBackend:
    return StickersBackend(ModelConfiguration(device="cpu"))


def draw(backend: StickersBackend, request: ImageRequest) -> ImageResult:
    result = generate(backend, request)
    assert isinstance(result, ImageResult)
    return result


def pixels(result: ImageResult) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(result.images[0].png))).astype(float)


@pytest.mark.weights
def test_a_sticker_is_a_drawing_cut_out(backend: StickersBackend) -> None:
    result = draw(backend, ImageRequest(prompt="a red fox", seed=7))

    drawn = pixels(result)
    assert drawn.shape == (512, 512, 4)
    corners = drawn[[0, 0, -1, -1], [0, -1, 0, -1]]
    assert np.median(corners[:, 3]) == 0
    assert (drawn[..., 3] == 255).mean() > 0.1
    assert drawn.std() > 25
    assert result.provenance.model_id == "atelier-stickers"
    assert len(result.provenance.model_revision) == 12


@pytest.mark.weights
def test_a_sticker_on_white_is_the_same_drawing(backend: StickersBackend) -> None:
    cut_out, on_white = (
        pixels(draw(backend, ImageRequest(prompt="a red fox", seed=7, size=128, ground=ground)))
        for ground in get_args(Ground)
    )

    assert on_white.shape == (128, 128, 3)
    whole, ground = cut_out[..., 3] == 255, cut_out[..., 3] == 0
    assert np.array_equal(on_white[whole], cut_out[whole][:, :3])
    assert (on_white[ground] == 255).all()


@pytest.mark.weights
def test_the_same_seed_draws_the_same_picture(backend: StickersBackend) -> None:
    request = ImageRequest(prompt="birthday cake", seed=11, size=128)

    assert np.array_equal(pixels(draw(backend, request)), pixels(draw(backend, request)))


@pytest.mark.weights
def test_a_palette_colours_the_picture(backend: StickersBackend) -> None:
    def bluer(palette: tuple[str, ...]) -> float:
        request = ImageRequest(prompt="a butterfly", seed=5, palette=palette, size=128)
        drawn = pixels(draw(backend, request))
        return float((drawn[..., 2] - drawn[..., 0]).mean())

    assert bluer(("blue",)) > bluer(("red",)) + 10


@pytest.mark.weights
def test_a_style_changes_the_picture(backend: StickersBackend) -> None:
    flat, glossy = (
        draw(backend, ImageRequest(prompt="an apple", seed=2, style=style, size=128))
        for style in ("flat", "glossy")
    )

    assert np.abs(pixels(flat) - pixels(glossy)).mean() > 2


def test_an_unknown_style_is_refused_with_the_known_ones(backend: StickersBackend) -> None:
    with pytest.raises(RequestRejected, match="soft, flat, bold, glossy, outlined, clip art"):
        draw(backend, ImageRequest(prompt="a fox", seed=1, style="etching"))


def test_missing_weights_name_the_command_that_gets_them(
    backend: StickersBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "image_weights", lambda: None)
    fresh = StickersBackend(ModelConfiguration(device="cpu"))

    with pytest.raises(ModelUnavailable, match="atelier models install"):
        fresh.load(lambda _: None)
