"""Any text-to-image pipeline of diffusers, on a tiny one that is built and saved here."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.backend import ModelConfiguration
from models.base import ImageRequest, ImageResult, PoemRequest, Progress, Stage
from models.errors import BackendFailed, GenerationCancelled, ModelUnavailable, RequestRejected
from models.image.diffusers_backend import DiffusersImageBackend
from tests.models.image.tiny_pipeline import save_tiny_pipeline
from tests.serving import generate

REQUEST = ImageRequest(prompt="a red fox", seed=7, num_inference_steps=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny") / "pipeline"
    save_tiny_pipeline(folder)
    return folder


@pytest.fixture(scope="module")
def backend(folder: Path) -> DiffusersImageBackend:
    return DiffusersImageBackend(
        ModelConfiguration(image_model_id=str(folder), device="cpu", dtype="float32")
    )


def draw(
    backend: DiffusersImageBackend, request: ImageRequest, seen: list[Progress] | None = None
) -> ImageResult:
    result = generate(backend, request, (seen if seen is not None else []).append)
    assert isinstance(result, ImageResult)
    return result


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)))


def test_several_pictures_come_with_seeds_alt_texts_and_a_grid(
    backend: DiffusersImageBackend,
) -> None:
    result = draw(backend, ImageRequest(prompt="a red fox", seed=7, count=3, num_inference_steps=2))

    assert [image.seed for image in result.images] == [7, 8, 9]
    assert "a red fox" in result.images[0].alt_text
    assert "picture 2 of 3" in result.images[1].alt_text
    assert result.grid is not None
    width = result.images[0].width
    assert pixels(result.grid).shape[1] > 2 * width
    assert not np.array_equal(pixels(result.images[0].png), pixels(result.images[1].png))


def test_the_same_seed_draws_the_same_picture(backend: DiffusersImageBackend) -> None:
    first, second = draw(backend, REQUEST), draw(backend, REQUEST)

    assert first.images[0].png == second.images[0].png
    assert first.grid is None


def test_provenance_is_plain_so_that_reading_it_imports_no_library(
    backend: DiffusersImageBackend,
) -> None:
    parameters = draw(backend, REQUEST).provenance.parameters

    assert {type(value).__module__ for value in parameters.values()} == {"builtins"}


def test_provenance_holds_what_was_fed_to_the_model(
    backend: DiffusersImageBackend, folder: Path
) -> None:
    request = ImageRequest(
        prompt="a red fox",
        seed=3,
        style="ink",
        palette=("teal",),
        mood="calm",
        num_inference_steps=2,
        guidance_scale=3.0,
        negative_prompt="text",
    )

    provenance = draw(backend, request).provenance

    assert provenance.model_id == str(folder)
    assert provenance.model_revision == "local"
    assert provenance.parameters["prompt"] == (
        "a red fox, ink style, calm mood, teal colour palette"
    )
    assert provenance.parameters["guidance_scale"] == 3.0
    assert provenance.parameters["negative_prompt"] == "text"


def test_progress_rises_with_the_steps(backend: DiffusersImageBackend) -> None:
    seen: list[Progress] = []

    draw(backend, REQUEST, seen)

    fractions = [p.fraction for p in seen if p.stage is Stage.GENERATING]
    assert fractions == [0.0, pytest.approx(1 / 3), pytest.approx(2 / 3), 1.0]


def test_a_cancel_stops_within_one_step(backend: DiffusersImageBackend) -> None:
    seen: list[Progress] = []
    request = ImageRequest(prompt="a red fox", seed=7, num_inference_steps=20)

    with pytest.raises(GenerationCancelled):
        generate(backend, request, seen.append, lambda: len(seen) >= 4)

    assert len(seen) == 4


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (ImageRequest(prompt="  ", seed=1), "empty"),
        (ImageRequest(prompt="x" * 4000, seed=1), "4000 characters"),
        (ImageRequest(prompt="a fox", seed=1, size=77), "77 pixels"),
    ],
)
def test_what_it_cannot_do_is_said_in_words(
    backend: DiffusersImageBackend, request_: ImageRequest, words: str
) -> None:
    with pytest.raises(RequestRejected, match=words):
        draw(backend, request_)


def test_it_draws_only(backend: DiffusersImageBackend) -> None:
    with pytest.raises(RequestRejected, match="images"):
        generate(backend, PoemRequest(theme="rain", seed=1))


@pytest.mark.parametrize("model_id", ["nobody/no-such-model-anywhere", "no such path"])
def test_an_unknown_model_is_unavailable(model_id: str) -> None:
    backend = DiffusersImageBackend(ModelConfiguration(image_model_id=model_id))

    with pytest.raises(ModelUnavailable, match="ATELIER_IMAGE_MODEL_ID"):
        backend.load(lambda _: None)


def test_a_missing_weight_file_makes_it_unavailable(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    save_tiny_pipeline(broken)
    next((broken / "unet").glob("*.safetensors")).unlink()
    backend = DiffusersImageBackend(ModelConfiguration(image_model_id=str(broken)))

    with pytest.raises(ModelUnavailable, match="ATELIER_IMAGE_MODEL_ID"):
        backend.load(lambda _: None)


def test_a_failing_library_is_reported_with_a_reference(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    backend = DiffusersImageBackend(
        ModelConfiguration(image_model_id=str(folder), device="cpu", dtype="float32")
    )
    backend.load(lambda _: None)

    def fail(*_: object, **__: object) -> None:
        raise ArithmeticError("the unet broke")

    monkeypatch.setattr(type(backend._pipeline), "__call__", fail)

    with pytest.raises(BackendFailed, match=r"reference [0-9a-f]{6}") as caught:
        draw(backend, REQUEST)
    assert "the unet broke" in caplog.text
    assert "the unet broke" not in caught.value.message


def test_unload_frees_and_the_next_request_loads_again(backend: DiffusersImageBackend) -> None:
    before = draw(backend, REQUEST).images[0].png
    backend.unload()
    seen: list[Progress] = []

    after = draw(backend, REQUEST, seen).images[0].png

    assert seen[0].stage is Stage.LOADING
    assert after == before
