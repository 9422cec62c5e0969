"""Waiting requests in one call of a hub pipeline, on a tiny one that is built and saved here."""

import io
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from models.backend import ModelConfiguration
from models.base import ImageRequest, ImageResult
from models.errors import GenerationCancelled, OutOfMemory
from models.image.diffusers_backend import DiffusersImageBackend, lay_out_for_cuda
from tests.models.image.tiny_pipeline import save_tiny_pipeline
from tests.serving import ScriptedTicket, ScriptedTickets

FOX = ImageRequest("a red fox", seed=7, num_inference_steps=4)
CAKE = ImageRequest("birthday cake", seed=11, num_inference_steps=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny") / "pipeline"
    save_tiny_pipeline(folder)
    return folder


@pytest.fixture
def backend(folder: Path) -> DiffusersImageBackend:
    backend = DiffusersImageBackend(
        ModelConfiguration(image_model_id=str(folder), device="cpu", dtype="float32")
    )
    backend.load(lambda _: None)
    return backend


@pytest.fixture
def steps(backend: DiffusersImageBackend) -> Iterator[list[int]]:
    """How many pictures the denoiser saw, step by step."""
    seen: list[int] = []

    def note(_module: object, inputs: tuple[Any, ...]) -> None:
        # Guidance doubles the rows.
        seen.append(len(inputs[0]) // 2)

    hook = backend._pipeline.unet.register_forward_pre_hook(note)
    yield seen
    hook.remove()


def fail_above(backend: DiffusersImageBackend, pictures: int) -> None:
    """Has the denoiser run out of memory for more pictures than that."""

    def exhaust(_module: object, inputs: tuple[Any, ...]) -> None:
        if len(inputs[0]) // 2 > pictures:
            raise torch.OutOfMemoryError("CUDA out of memory")

    backend._pipeline.unet.register_forward_pre_hook(exhaust)


def pixels(ticket: ScriptedTicket) -> np.ndarray:
    result = ticket.outcome()
    assert isinstance(result, ImageResult)
    pictures = [Image.open(io.BytesIO(image.png)) for image in result.images]
    return np.stack([np.asarray(picture).astype(int) for picture in pictures])


def serve(backend: DiffusersImageBackend, *requests: ImageRequest) -> list[ScriptedTicket]:
    tickets = [ScriptedTicket(request) for request in requests]
    backend.serve(ScriptedTickets(tickets))
    return tickets


def test_requests_of_a_kind_are_drawn_in_one_call_as_each_would_be_alone(
    backend: DiffusersImageBackend, steps: list[int]
) -> None:
    several = replace(CAKE, count=2)
    together = serve(backend, FOX, several)
    assert steps == [3] * 4

    for alone, ticket in zip(
        itertools.chain(serve(backend, FOX), serve(backend, several)), together, strict=True
    ):
        # Not in every last bit: the batch's size decides which kernels add up.
        assert np.abs(pixels(alone) - pixels(ticket)).max() <= 1
    assert np.abs(pixels(together[0])[0] - pixels(together[1])[0]).max() > 1


@pytest.mark.parametrize(
    "other",
    [
        replace(CAKE, num_inference_steps=5),
        replace(CAKE, guidance_scale=3.0),
        replace(CAKE, size=64),
        replace(CAKE, negative_prompt="text"),
    ],
)
def test_requests_that_differ_get_calls_of_their_own(
    backend: DiffusersImageBackend,
    steps: list[int],
    other: ImageRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The sizes it offers take this little pipeline half a minute.
    small = replace(backend.capabilities, sizes=(64,))
    monkeypatch.setattr(DiffusersImageBackend, "capabilities", small)

    tickets = serve(backend, FOX, other, FOX)

    assert steps == [2] * 4 + [1] * (other.num_inference_steps or 0)
    assert all(ticket.result is not None for ticket in tickets)


def test_each_request_has_its_own_negative_prompt(
    backend: DiffusersImageBackend, steps: list[int]
) -> None:
    fox, other = replace(FOX, negative_prompt="cake"), replace(FOX, negative_prompt="a blue ship")
    together = serve(backend, fox, other)
    assert steps == [2] * 4

    alone = serve(backend, other)[0]

    assert np.abs(pixels(alone) - pixels(together[1])).max() <= 1
    assert np.abs(pixels(together[0]) - pixels(together[1])).max() > 1


def test_a_call_draws_no_more_than_four_pictures_on_a_processor(
    backend: DiffusersImageBackend, steps: list[int]
) -> None:
    serve(backend, replace(FOX, count=3), replace(CAKE, count=2), CAKE)

    assert steps == [4] * 4 + [2] * 4


def note_end(ticket: ScriptedTicket, steps: list[int], ended_at: list[int]) -> None:
    if ticket.has_ended:
        ended_at.append(len(steps))


def test_a_cancelled_request_ends_at_once_and_its_neighbours_go_on(
    backend: DiffusersImageBackend, steps: list[int]
) -> None:
    goes = ScriptedTicket(CAKE, is_cancelled=lambda: len(steps) >= 2)
    ended_at: list[int] = []
    stays = ScriptedTicket(FOX, on_progress=lambda _: note_end(goes, steps, ended_at))

    backend.serve(ScriptedTickets([stays, goes]))

    assert isinstance(goes.error, GenerationCancelled)
    assert ended_at[0] == 2
    assert stays.result is not None
    assert len(steps) == 4


def test_when_all_are_cancelled_no_further_step_is_made(
    backend: DiffusersImageBackend, steps: list[int]
) -> None:
    tickets = [
        ScriptedTicket(replace(request, num_inference_steps=20), is_cancelled=cancelled)
        for request, cancelled in [
            (FOX, lambda: len(steps) >= 3),
            (CAKE, lambda: len(steps) >= 5),
        ]
    ]

    backend.serve(ScriptedTickets(tickets))
    after = serve(backend, FOX)[0]

    assert all(isinstance(ticket.error, GenerationCancelled) for ticket in tickets)
    assert steps == [2] * 5 + [1] * 4
    assert after.result is not None


def test_who_waits_for_another_call_can_cancel_meanwhile(
    backend: DiffusersImageBackend, steps: list[int]
) -> None:
    waits = ScriptedTicket(
        replace(CAKE, num_inference_steps=5), is_cancelled=lambda: len(steps) >= 2
    )
    ended_at: list[int] = []
    drawn = ScriptedTicket(FOX, on_progress=lambda _: note_end(waits, steps, ended_at))

    backend.serve(ScriptedTickets([drawn, waits]))

    assert ended_at[0] == 2
    assert isinstance(waits.error, GenerationCancelled)
    assert len(steps) == 4


def test_progress_does_not_fall_when_a_request_takes_two_calls(
    backend: DiffusersImageBackend,
) -> None:
    fail_above(backend, 2)

    ticket = serve(backend, replace(FOX, count=4))[0]

    fractions = [progress.fraction for progress in ticket.reports]
    assert fractions[-1] == 1.0
    assert fractions[1:] == sorted(fraction or 0.0 for fraction in fractions[1:])


@pytest.mark.parametrize("request_", [[FOX, CAKE, FOX, CAKE], [replace(FOX, count=4)]])
def test_out_of_memory_halves_the_batch(
    backend: DiffusersImageBackend, steps: list[int], request_: list[ImageRequest]
) -> None:
    fail_above(backend, 2)

    tickets = serve(backend, *request_)

    assert all(ticket.result is not None for ticket in tickets)
    assert steps == [4] + [2] * 8
    # What was too much is not tried again.
    serve(backend, FOX, CAKE, FOX)
    assert steps[9:] == [2] * 4 + [1] * 4


def test_out_of_memory_in_the_halves_is_told(
    backend: DiffusersImageBackend, steps: list[int]
) -> None:
    fail_above(backend, 1)

    tickets = serve(backend, FOX, CAKE, FOX, CAKE)

    assert steps == [4, 2]
    for ticket in tickets:
        assert isinstance(ticket.error, OutOfMemory)
        assert "smaller" in ticket.error.message


def test_one_picture_that_is_too_much_is_tried_with_attention_in_slices(
    backend: DiffusersImageBackend, steps: list[int]
) -> None:
    fail_above(backend, 0)

    ticket = serve(backend, FOX)[0]

    assert steps == [1, 1]
    assert isinstance(ticket.error, OutOfMemory)
    processors = {type(one).__name__ for one in backend._pipeline.unet.attn_processors.values()}
    assert processors == {"SlicedAttnProcessor"}


def test_convolutions_have_their_channels_last_on_cuda(backend: DiffusersImageBackend) -> None:
    lay_out_for_cuda(backend._pipeline)

    for part in (backend._pipeline.unet, backend._pipeline.vae):
        squares = [one for one in part.parameters() if one.ndim == 4 and one.shape[-1] > 1]
        assert squares
        assert all(one.is_contiguous(memory_format=torch.channels_last) for one in squares)
