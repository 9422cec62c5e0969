"""One call of a diffusers pipeline for the pictures of several requests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from models.image.drawing import Drawing
from models.image.latent_previews import LatentPreviews
from models.image.previews import preview_png


class _NobodyWaits(Exception):
    """Everybody whose pictures are drawn has gone."""


@dataclass
class PlannedDrawing:
    """A request with what its pipeline call needs.

    Attributes:
        arguments: What the pipeline would be called with for this request alone.
        images: The pictures that are finished, by their place in the request.
    """

    drawing: Drawing
    arguments: dict[str, Any]
    images: dict[int, Image.Image] = field(default_factory=dict[int, Image.Image])

    @property
    def shared_arguments(self) -> dict[str, Any]:
        """What must be equal in requests that are drawn in one call."""
        # Prompts are listed, so these may differ; but a list can't hold "no negative prompt".
        listed = {"prompt", "negative_prompt", "num_images_per_prompt"}
        shared = {name: value for name, value in self.arguments.items() if name not in listed}
        return shared | {"has_negative_prompt": "negative_prompt" in self.arguments}


@dataclass(frozen=True)
class Picture:
    """One picture of a request."""

    planned: PlannedDrawing
    index: int

    @property
    def drawing(self) -> Drawing:
        return self.planned.drawing


def pictures_of(planned: Sequence[PlannedDrawing]) -> list[Picture]:
    """Returns every picture of every request."""
    return [Picture(one, index) for one in planned for index in range(one.drawing.request.count)]


def call_pipeline(
    pipeline: Any,
    pictures: Sequence[Picture],
    previews: LatentPreviews,
    look_around: Callable[[], None],
) -> None:
    """Draws the pictures together and puts them with their requests.

    A request that is cancelled ends within one step. Its rows are computed on, for no pipeline
    promises that latents may shrink in the middle of a call; once all requests of the call have
    ended, so does the call. `pipeline._interrupt` is left alone: an exception from the callback
    stops any pipeline, at once.

    Args:
        pipeline: Takes a list of prompts, a generator a picture, and a callback after each step.
        pictures: All of requests that fit each other.
        previews: Shows what becomes of the latents.
        look_around: Called after each step.
    """
    import torch

    requests = list({id(one.planned): one.planned for one in pictures}.values())
    previews.begin(pipeline)

    def after_step(pipeline: Any, step: int, _time: Any, tensors: dict[str, Any]) -> Any:
        look_around()
        if all(one.drawing.end_if_cancelled() for one in requests):
            raise _NobodyWaits
        fraction = (step + 1) / len(pipeline.scheduler.timesteps)
        previews.note(step, tensors["latents"])
        for one in requests:
            _report(one, pictures, fraction, previews)
        return tensors

    # The CPU draws the noise, so that a seed means the same picture on every device.
    generators = [
        torch.Generator("cpu").manual_seed(one.drawing.request.seed + one.index) for one in pictures
    ]
    try:
        images = pipeline(
            **_arguments(pictures), generator=generators, callback_on_step_end=after_step
        ).images
    except _NobodyWaits:
        return
    finally:
        previews.end()
    for one, image in zip(pictures, images, strict=True):
        one.planned.images[one.index] = image


def _arguments(pictures: Sequence[Picture]) -> dict[str, Any]:
    """Returns the arguments that all share, with lists of what each has of its own."""
    arguments = dict(pictures[0].planned.arguments)
    del arguments["num_images_per_prompt"]
    for name in ("prompt", "negative_prompt"):
        if name in arguments:
            arguments[name] = [one.planned.arguments[name] for one in pictures]
    return arguments


def _report(
    planned: PlannedDrawing, pictures: Sequence[Picture], fraction: float, previews: LatentPreviews
) -> None:
    drawing = planned.drawing
    if drawing.is_over:
        return
    rows = [row for row, one in enumerate(pictures) if one.planned is planned]
    done = (len(planned.images) + len(rows) * fraction) / drawing.request.count
    preview = None
    if drawing.pace.is_due(done, previews.first_fraction):
        images = previews.show(rows)
        if images is not None:
            preview = preview_png([*planned.images.values(), *images])
            drawing.pace.note_shown()
    drawing.report(done, preview)
