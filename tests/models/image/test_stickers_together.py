"""Stickers of several requests, drawn together with the real weights."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch

from models.backend import ModelConfiguration
from models.base import ImageRequest, ImageResult
from models.errors import BackendFailed, GenerationCancelled, OutOfMemory, RequestRejected
from models.image import previews, stickers_backend
from models.image.stickers.text import Conditioning
from models.image.stickers_backend import StickersBackend
from tests.serving import ScriptedTicket, ScriptedTickets

pytestmark = pytest.mark.weights

FOX = ImageRequest("a red fox", seed=7, count=2, size=128, num_inference_steps=8)
Predict = Callable[[torch.Tensor, torch.Tensor, Conditioning, torch.Tensor], torch.Tensor]


def loaded(dtype: str) -> StickersBackend:
    backend = StickersBackend(ModelConfiguration(device="cpu", dtype=dtype))
    backend.load(lambda _: None)
    return backend


@pytest.fixture(scope="module")
def backend() -> StickersBackend:
    return loaded("bfloat16")


@pytest.fixture
def threads(request: pytest.FixtureRequest) -> Iterator[int]:
    before = torch.get_num_threads()
    torch.set_num_threads(request.param)
    yield request.param
    torch.set_num_threads(before)


@pytest.fixture
def row_counts(backend: StickersBackend, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows the denoiser was called with, call by call, with one candidate a picture."""
    monkeypatch.setattr(stickers_backend, "CANDIDATES", 1)
    return count_rows(backend, monkeypatch)


def count_rows(backend: StickersBackend, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    assert backend._loaded is not None
    pipeline = backend._loaded.denoiser._pipeline
    predict: Predict = pipeline.predict
    counts: list[int] = []

    def counting(
        latents: torch.Tensor, times: torch.Tensor, told: Conditioning, references: torch.Tensor
    ) -> torch.Tensor:
        counts.append(len(latents))
        return predict(latents, times, told, references)

    monkeypatch.setattr(pipeline, "predict", counting)
    return counts


def pngs(ticket: ScriptedTicket) -> list[bytes]:
    result = ticket.outcome()
    assert isinstance(result, ImageResult)
    return [image.png for image in result.images]


def others(chance: random.Random, number: int) -> list[ScriptedTicket]:
    return [
        ScriptedTicket(
            ImageRequest(
                chance.choice(["birthday cake", "a green frog", "a ship"]),
                seed=chance.randrange(1000),
                style=chance.choice(["flat", "bold", None]),
                count=chance.randint(1, 4),
                size=128,
                num_inference_steps=chance.randint(2, 9),
                guidance_scale=chance.choice([1.0, 3.3, 7.0]),
                negative_prompt=chance.choice([None, "blue"]),
            )
        )
        for _ in range(number)
    ]


@pytest.mark.parametrize("dtype", ["bfloat16", "float32"])
@pytest.mark.parametrize("threads", [1, 2], indirect=True)
def test_a_picture_is_the_same_alone_and_among_others_that_come_and_go(
    threads: int, dtype: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The fewest of which some are left out half-way.
    monkeypatch.setattr(stickers_backend, "CANDIDATES", 5)
    backend = loaded(dtype)
    alone = ScriptedTicket(FOX)
    backend.serve(ScriptedTickets([alone]))

    for seed in range(2):
        chance = random.Random(seed)
        here, fox, late = others(chance, 2), ScriptedTicket(FOX), others(chance, 4)
        arrivals = sorted(chance.randint(3, 12) for _ in late)
        backend.serve(ScriptedTickets([*here, fox], list(zip(arrivals, late, strict=True))))

        assert all(one.result is not None for one in [*here, *late]), f"seed {seed}"
        assert pngs(fox) == pngs(alone), f"seed {seed}"


def test_it_draws_what_the_plain_pipeline_draws(backend: StickersBackend) -> None:
    assert backend._loaded is not None
    pipeline = backend._loaded.denoiser._pipeline
    generators = [torch.Generator().manual_seed(seed) for seed in (7, 8)]
    sketch = backend._loaded.denoiser.begin("a red fox", None, "soft", [7, 8], 8, 4.0)
    while not sketch.is_done:
        backend._loaded.denoiser.advance([sketch])

    plain: Any = pipeline(
        "a red fox",
        style="soft",
        guidance_scale=4.0,
        num_images_per_prompt=2,
        num_inference_steps=8,
        generator=generators,
        output_type="np",
    ).images
    with torch.inference_mode():
        ours = pipeline.decode(sketch.latents).numpy()

    # In bfloat16, batches of other sizes round otherwise, and edges move a little.
    assert np.abs(plain - ours).mean() < 0.02


def test_all_but_the_best_candidates_end_before(
    backend: StickersBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stickers_backend, "CANDIDATES", 6)
    row_counts = count_rows(backend, monkeypatch)

    backend.serve(ScriptedTickets([ScriptedTicket(FOX)]))

    assert row_counts == [24] * 4 + [16] * 2 + [4] * 2


def test_requests_that_wait_share_their_steps(
    backend: StickersBackend, row_counts: list[int]
) -> None:
    tickets = [ScriptedTicket(FOX) for _ in range(4)]

    backend.serve(ScriptedTickets(tickets))

    assert row_counts == [16] * 8
    assert len({tuple(pngs(ticket)) for ticket in tickets}) == 1


def test_one_who_comes_later_joins_and_the_first_leaves_before(
    backend: StickersBackend, row_counts: list[int]
) -> None:
    first, second = ScriptedTicket(FOX), ScriptedTicket(FOX)

    # Every look at the tickets but a successful one comes before a step: this is after five.
    backend.serve(ScriptedTickets([first], [(6, second)]))

    assert row_counts == [4] * 5 + [8] * 3 + [4] * 5
    assert pngs(first) == pngs(second)


def test_no_more_than_forty_eight_drawings_are_begun_together(
    backend: StickersBackend, row_counts: list[int]
) -> None:
    four = ImageRequest("a ship", seed=1, count=4, size=128, num_inference_steps=2)
    tickets = [ScriptedTicket(four) for _ in range(13)]

    backend.serve(ScriptedTickets(tickets))

    assert row_counts == [32] * 6 + [8] * 2


@pytest.mark.parametrize("steps_before", [0, 1, 3])
def test_no_step_is_made_after_a_cancel(
    backend: StickersBackend, row_counts: list[int], steps_before: int
) -> None:
    ticket = ScriptedTicket(FOX, is_cancelled=lambda: len(row_counts) >= steps_before)

    backend.serve(ScriptedTickets([ticket]))

    assert isinstance(ticket.error, GenerationCancelled)
    assert len(row_counts) == steps_before


def test_a_cancelled_request_leaves_the_others_their_steps(
    backend: StickersBackend, row_counts: list[int]
) -> None:
    stays = ScriptedTicket(FOX)
    goes = ScriptedTicket(FOX, is_cancelled=lambda: len(row_counts) >= 3)

    backend.serve(ScriptedTickets([stays, goes]))

    assert row_counts == [8] * 3 + [4] * 5
    assert isinstance(goes.error, GenerationCancelled)
    assert stays.result is not None


def test_a_refused_request_does_not_disturb_its_neighbours(backend: StickersBackend) -> None:
    etching = ImageRequest("a fox", 1, style="etching", size=128, num_inference_steps=2)
    refused, drawn = ScriptedTicket(etching), ScriptedTicket(FOX)

    backend.serve(ScriptedTickets([refused, drawn]))

    assert isinstance(refused.error, RequestRejected)
    assert drawn.result is not None


def test_a_failing_step_ends_all_it_was_made_for_and_the_next_request_is_drawn(
    backend: StickersBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert backend._loaded is not None
    pipeline = backend._loaded.denoiser._pipeline
    tickets = [ScriptedTicket(FOX), ScriptedTicket(FOX)]
    with monkeypatch.context() as patch:

        def fail(*_: object) -> None:
            raise ArithmeticError("the denoiser broke")

        patch.setattr(pipeline, "predict", fail)
        backend.serve(ScriptedTickets(tickets))
    after = ScriptedTicket(FOX)
    backend.serve(ScriptedTickets([after]))

    assert all(isinstance(ticket.error, BackendFailed) for ticket in tickets)
    assert after.result is not None


def test_a_prompt_is_encoded_once(backend: StickersBackend) -> None:
    assert backend._loaded is not None
    encoder = backend._loaded.denoiser._pipeline.text_encoder
    calls: list[bool] = []

    def note(*_: object) -> None:
        calls.append(True)

    hook = encoder.register_forward_hook(note)

    for seed in (1, 2):
        ticket = ScriptedTicket(
            ImageRequest("a prompt seen nowhere else", seed, num_inference_steps=1)
        )
        backend.serve(ScriptedTickets([ticket]))
    hook.remove()

    assert len(calls) == 1


@pytest.mark.parametrize("previews_after_seconds", [0.0, 1000.0])
def test_a_picture_that_cannot_be_decoded_fails_alone(
    backend: StickersBackend, monkeypatch: pytest.MonkeyPatch, previews_after_seconds: float
) -> None:
    monkeypatch.setattr(previews, "_SECONDS_WORTH_IT", previews_after_seconds)
    assert backend._loaded is not None
    denoiser = backend._loaded.denoiser
    pictures = denoiser.pictures

    def fail_for_one(latents: torch.Tensor, side: int, style: str) -> object:
        if len(latents) == 1:
            raise ArithmeticError("the autoencoder broke")
        return pictures(latents, side, style)

    monkeypatch.setattr(denoiser, "pictures", fail_for_one)
    broken = ScriptedTicket(ImageRequest("a ship", 1, size=128, num_inference_steps=8))
    drawn = ScriptedTicket(FOX)

    backend.serve(ScriptedTickets([broken, drawn]))

    assert isinstance(broken.error, BackendFailed)
    assert drawn.result is not None


def test_running_out_of_memory_is_told(
    backend: StickersBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert backend._loaded is not None

    def exhaust(*_: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(backend._loaded.denoiser._pipeline, "predict", exhaust)
    ticket = ScriptedTicket(FOX)

    backend.serve(ScriptedTickets([ticket]))

    assert isinstance(ticket.error, OutOfMemory)
