"""Pictures that show what becomes of a request while it is drawn."""

import io
from dataclasses import dataclass, replace

import numpy as np
import pytest
import torch
from PIL import Image

from models.backend import ModelConfiguration
from models.base import ImageRequest, ImageResult
from models.errors import GenerationCancelled
from models.image import previews
from models.image.previews import PreviewPace, preview_png
from models.image.stickers_backend import StickersBackend
from tests.serving import ScriptedTicket, ScriptedTickets

FOX = ImageRequest("a red fox", seed=7, size=128, num_inference_steps=12)


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def shown_at(seconds: float, steps: int, first_fraction: float = 0.06) -> list[int]:
    """Returns after which of so many equal steps a preview is due."""
    clock = Clock()
    pace = PreviewPace(clock)
    shown: list[int] = []
    for step in range(1, steps + 1):
        clock.now = 100.0 + seconds * step / steps
        if pace.is_due(step / steps, first_fraction):
            shown.append(step)
            pace.note_shown()
    return shown


def test_what_is_soon_done_needs_no_preview() -> None:
    assert shown_at(seconds=1.0, steps=30) == []


def test_the_first_comes_early_and_the_next_a_second_later() -> None:
    assert shown_at(seconds=4.0, steps=20) == [2, 7, 12, 17]


def test_there_is_no_preview_of_what_is_done() -> None:
    assert shown_at(seconds=60.0, steps=4) == [1, 2, 3]


def test_noisy_latents_are_not_shown_early() -> None:
    assert shown_at(seconds=60.0, steps=4, first_fraction=0.5) == [2, 3]


@pytest.mark.parametrize(("count", "height"), [(1, 192), (2, 92), (4, 192)])
def test_previews_are_small(count: int, height: int) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (16, 16, 3), dtype=np.uint8)
    picture = Image.fromarray(noise).resize((1024, 1024), Image.Resampling.BILINEAR)

    png = preview_png([picture] * count)

    assert Image.open(io.BytesIO(png)).size == (192, height)
    assert len(png) < 80_000


@pytest.fixture(scope="module")
def backend() -> StickersBackend:
    backend = StickersBackend(ModelConfiguration(device="cpu"))
    backend.load(lambda _: None)
    return backend


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a preview due after every step."""
    monkeypatch.setattr(previews, "_SECONDS_WORTH_IT", 0.0)
    monkeypatch.setattr(previews, "_SECONDS_BETWEEN", 0.0)


@pytest.fixture
def decoded(backend: StickersBackend, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pictures were decoded, time by time."""
    assert backend._loaded is not None
    denoiser = backend._loaded.denoiser
    pictures = denoiser.pictures
    counts: list[int] = []

    def counting(latents: torch.Tensor, side: int, style: str | None) -> list[Image.Image]:
        counts.append(len(latents))
        return pictures(latents, side, style)

    monkeypatch.setattr(denoiser, "pictures", counting)
    return counts


def pixels(png: bytes) -> np.ndarray:
    small = Image.open(io.BytesIO(png)).resize((64, 64))
    return np.asarray(small).astype(float)


def shown(ticket: ScriptedTicket) -> list[bytes]:
    return [progress.preview for progress in ticket.reports if progress.preview is not None]


def drawn(ticket: ScriptedTicket) -> ImageResult:
    result = ticket.outcome()
    assert isinstance(result, ImageResult)
    return result


@pytest.mark.weights
@pytest.mark.usefixtures("always")
def test_a_sticker_sharpens(backend: StickersBackend) -> None:
    ticket = ScriptedTicket(FOX)

    backend.serve(ScriptedTickets([ticket]))

    final = pixels(drawn(ticket).images[0].png)
    distances = [np.abs(pixels(png) - final).mean() for png in shown(ticket)]
    assert len(distances) == 11
    assert distances[-1] < 5
    assert distances[0] < np.abs(final - 255).mean(), "no nearer than a white sheet"
    assert distances[0] > distances[5] > distances[-1]


@pytest.mark.weights
@pytest.mark.usefixtures("always")
def test_requests_take_turns_so_that_previews_never_hold_up_a_step(
    backend: StickersBackend, decoded: list[int]
) -> None:
    tickets = [ScriptedTicket(replace(FOX, count=count)) for count in (1, 2, 1)]

    backend.serve(ScriptedTickets(tickets))

    assert [len(shown(ticket)) for ticket in tickets] == [4, 4, 3]
    assert decoded == [1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 2, 1]


@pytest.mark.weights
@pytest.mark.usefixtures("always")
def test_nothing_is_decoded_for_a_cancelled_request(
    backend: StickersBackend, decoded: list[int]
) -> None:
    ticket = ScriptedTicket(FOX, is_cancelled=lambda: len(decoded) >= 3)

    backend.serve(ScriptedTickets([ticket]))

    assert isinstance(ticket.error, GenerationCancelled)
    assert len(decoded) == 3
