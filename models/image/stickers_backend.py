"""The embedded sticker model as a backend."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import Image

from models.backend import Capabilities, ModelConfiguration, Tickets
from models.base import ImageRequest, Kind, Progress, ProgressCallback, Stage
from models.embedded import IMAGE_MODEL_ID
from models.errors import GenerationError, RequestRejected
from models.image.drawing import Drawing, admitted
from models.image.previews import preview_png
from models.image.stickers.colours import COLOURS, colours_in
from models.image.stickers.defaults import CANDIDATES, GUIDANCE, STEPS
from models.image.stickers.styles import STYLES
from models.image.versions import library_versions

if TYPE_CHECKING:
    from torch import Tensor

    from models.image.stickers.denoiser import Denoiser, Sketch

_DEFAULT_STYLE = "soft"
_DEFAULT_SIZE = 512
_PREVIEW_SIZE = 128
# Four pictures with all their candidates.
_MAX_DRAWINGS = 48


@dataclass(frozen=True)
class _Loaded:
    denoiser: "Denoiser"
    revision: str
    scheduler: str


@dataclass(frozen=True)
class _Running:
    drawing: Drawing
    sketch: "Sketch"
    parameters: dict[str, Any]


class StickersBackend:
    """Draws stickers, with a transparent ground or on white.

    Requests join and leave between two denoising steps, and every picture is at its own step.
    """

    def __init__(self, configuration: ModelConfiguration) -> None:
        self._configuration = configuration
        self._loaded: _Loaded | None = None

    @property
    def model_id(self) -> str:
        return IMAGE_MODEL_ID

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            kinds=frozenset({Kind.IMAGE}),
            styles=STYLES,
            colours=tuple(COLOURS),
            sizes=(128, 256, 512),
            options=frozenset(
                {"style", "palette", "negative_prompt", "count", "size", "ground"}
                | {"num_inference_steps", "guidance_scale"}
            ),
            max_batch=_MAX_DRAWINGS,
        )

    def load(self, on_progress: ProgressCallback) -> None:
        """Loads the weights and finds out which batch sizes this machine computes faithfully.

        Raises:
            ModelUnavailable: Missing or broken weights.
        """
        self._load_once(on_progress)

    def serve(self, tickets: Tickets) -> None:
        """Draws what waits and what comes; see `models.backend.Backend.serve`."""
        loaded = self._load_once(lambda _: None)
        running: list[_Running] = []
        while True:
            self._join(loaded, tickets, running)
            if not running:
                return
            running = self._advance(loaded, running)

    def unload(self) -> None:
        """Frees the pipeline's memory."""
        self._loaded = None

    def _load_once(self, on_progress: ProgressCallback) -> _Loaded:
        if self._loaded is None:
            on_progress(Progress(Stage.LOADING))
            from models.failures import translated_load_failures
            from models.image.stickers.denoiser import Denoiser
            from models.image.stickers.loading import load_stickers

            with translated_load_failures(self.model_id, "ATELIER_IMAGE_MODEL_ID"):
                pipeline, revision = load_stickers(self._configuration)
                scheduler = type(pipeline.scheduler).__name__
                self._loaded = _Loaded(Denoiser(pipeline), revision, scheduler)
        return self._loaded

    def _join(self, loaded: _Loaded, tickets: Tickets, running: list[_Running]) -> None:
        """Begins what waits, while there is room for its first picture."""
        while sum(len(one.sketch.latents) for one in running) < _MAX_DRAWINGS:
            ticket = tickets.take()
            if ticket is None:
                return
            drawing = admitted(ticket, self.capabilities, _check_style)
            if drawing is not None and (begun := self._begin(loaded, drawing)) is not None:
                running.append(begun)

    def _begin(self, loaded: _Loaded, drawing: Drawing) -> _Running | None:
        from models.failures import translated_generation_failures

        request = drawing.request
        arguments = _arguments(request)
        drawing.start()
        try:
            with translated_generation_failures(self.model_id):
                sketch = loaded.denoiser.begin(
                    **arguments, seeds=range(request.seed, request.seed + request.count)
                )
        except GenerationError as error:
            drawing.fail(error)
            return None
        parameters = {
            **arguments,
            "num_images_per_prompt": request.count,
            "size": request.size,
            "scheduler": loaded.scheduler,
            **library_versions(),
        }
        return _Running(drawing, sketch, parameters)

    def _advance(self, loaded: _Loaded, running: Sequence[_Running]) -> list[_Running]:
        """Makes one step in all that is still wanted; returns what is not finished by it."""
        from models.failures import translated_generation_failures

        wanted = [one for one in running if not one.drawing.end_if_cancelled()]
        try:
            with translated_generation_failures(self.model_id):
                loaded.denoiser.advance([one.sketch for one in wanted])
        except GenerationError as error:
            # A step is made for all, and so it fails for all.
            for one in wanted:
                one.drawing.fail(error)
            return []
        self._report(loaded, wanted)
        for one in wanted:
            if one.sketch.is_done and not one.drawing.end_if_cancelled():
                self._finish(loaded, one)
        return [one for one in wanted if not one.drawing.is_over]

    def _report(self, loaded: _Loaded, running: Sequence[_Running]) -> None:
        # At most one preview a step: decoding many would hold up everyone's next step.
        due = [one for one in running if one.drawing.pace.is_due(one.sketch.fraction)]
        chosen = max(due, key=lambda one: one.drawing.pace.age, default=None)
        for one in running:
            preview = None
            if one is chosen and not one.drawing.end_if_cancelled():
                images = self._decoded(loaded, one, one.sketch.leading, _PREVIEW_SIZE)
                preview = preview_png(images) if images else None
                one.drawing.pace.note_shown()
            one.drawing.report(one.sketch.fraction, preview)

    def _finish(self, loaded: _Loaded, one: _Running) -> None:
        side = one.drawing.request.size or _DEFAULT_SIZE
        images = self._decoded(loaded, one, one.sketch.latents, side)
        if images:
            one.drawing.finish(images, self.model_id, loaded.revision, one.parameters)

    def _decoded(
        self, loaded: _Loaded, one: _Running, latents: "Tensor", side: int
    ) -> list[Image.Image]:
        """Returns the pictures, or none after failing the drawing alone."""
        from models.failures import translated_generation_failures
        from models.image.stickers.cutout import on_white

        try:
            with translated_generation_failures(self.model_id):
                images = loaded.denoiser.pictures(latents, side, one.parameters["style"])
        except GenerationError as error:
            one.drawing.fail(error)
            return []
        is_white = one.drawing.request.ground == "white"
        return [on_white(image) for image in images] if is_white else images


def _check_style(request: ImageRequest) -> None:
    if request.style is not None and request.style not in STYLES:
        raise RequestRejected(
            f"I don't know the style “{request.style}”. Choose from: {', '.join(STYLES)}."
        )


def _arguments(request: ImageRequest) -> dict[str, Any]:
    colours = " ".join(request.palette)
    return {
        "prompt": f"{colours} {request.prompt}".strip(),
        "palette": (*request.palette, *colours_in(request.prompt)),
        "negative_prompt": request.negative_prompt,
        "style": request.style or _DEFAULT_STYLE,
        "num_inference_steps": request.num_inference_steps or STEPS,
        "guidance_scale": request.guidance_scale or GUIDANCE,
        "candidates": CANDIDATES,
    }
