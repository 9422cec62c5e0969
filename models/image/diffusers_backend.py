"""Images from any text-to-image pipeline of diffusers, by hub id or local path."""

from collections.abc import Sequence
from typing import Any

from models.backend import Capabilities, ModelConfiguration, Tickets
from models.base import ImageRequest, Kind, Progress, ProgressCallback, Stage
from models.errors import GenerationError
from models.image.drawing import admitted
from models.image.pipeline_call import Picture, PlannedDrawing, call_pipeline, pictures_of
from models.image.prompt import full_prompt
from models.image.versions import library_versions

_MAX_REQUESTS = 4
# The processor's memory gives no error that could be caught, so less is asked of it.
_PICTURES_A_CALL = {"cuda": 8}
_PICTURES_A_CALL_ELSEWHERE = 4


class DiffusersImageBackend:
    """Runs a `DiffusionPipeline`, with waiting requests of a kind in one call.

    Pictures of one call share kernels, whose rounding may depend on how many there are: with the
    same seed a picture is the same to the eye, alone or in company, but not in every last bit. The
    embedded model promises more.
    """

    def __init__(self, configuration: ModelConfiguration) -> None:
        self._configuration = configuration
        self._pipeline: Any = None
        self._previews: Any = None
        self._revision = ""
        self._pictures_a_call = _PICTURES_A_CALL_ELSEWHERE

    @property
    def model_id(self) -> str:
        return self._configuration.image_model_id

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            kinds=frozenset({Kind.IMAGE}),
            sizes=(512, 640, 768, 896, 1024),
            options=frozenset(
                {"style", "palette", "mood", "negative_prompt", "count", "size"}
                | {"num_inference_steps", "guidance_scale"}
            ),
            max_batch=_MAX_REQUESTS,
        )

    def load(self, on_progress: ProgressCallback) -> None:
        """Loads the pipeline on the configured device.

        Raises:
            ModelUnavailable: Unknown id, no network, missing or broken weights.
        """
        if self._pipeline is not None:
            return
        on_progress(Progress(Stage.LOADING))
        from models.failures import translated_load_failures
        from models.image.latent_previews import LatentPreviews

        with translated_load_failures(self.model_id, "ATELIER_IMAGE_MODEL_ID"):
            self._pipeline = self._load_pipeline()
            self._pipeline.set_progress_bar_config(disable=True)
        self._previews = LatentPreviews()

    def serve(self, tickets: Tickets) -> None:
        """Draws what waits, call by call; see `models.backend.Backend.serve`."""
        self.load(lambda _: None)
        waiting: list[PlannedDrawing] = []
        while True:
            while (ticket := tickets.take()) is not None:
                if (drawing := admitted(ticket, self.capabilities)) is not None:
                    waiting.append(PlannedDrawing(drawing, _arguments(drawing.request)))
            if not waiting:
                return
            self._draw(self._next_batch(waiting), waiting)
            waiting = [one for one in waiting if not one.drawing.is_over]

    def unload(self) -> None:
        """Frees the pipeline's memory."""
        self._pipeline = self._previews = None

    def _next_batch(self, waiting: Sequence[PlannedDrawing]) -> list[PlannedDrawing]:
        """Returns the oldest request and what can be drawn in one call with it."""
        batch: list[PlannedDrawing] = []
        room = self._pictures_a_call
        for one in waiting:
            count = one.drawing.request.count
            fits = one.shared_arguments == waiting[0].shared_arguments and count <= room
            if fits or not batch:
                batch.append(one)
                room -= count
        return batch

    def _draw(self, batch: Sequence[PlannedDrawing], waiting: Sequence[PlannedDrawing]) -> None:
        """Ends every request of the batch; the others of those that wait may be cancelled."""
        from models.failures import translated_generation_failures

        for one in batch:
            one.drawing.start()
        pictures = pictures_of(batch)
        try:
            with translated_generation_failures(self.model_id):
                for start in range(0, len(pictures), self._pictures_a_call):
                    chunk = pictures[start : start + self._pictures_a_call]
                    self._call_twice_if_need_be(chunk, waiting)
        except GenerationError as error:
            for one in batch:
                one.drawing.fail(error)

    def _call_twice_if_need_be(
        self, pictures: Sequence[Picture], waiting: Sequence[PlannedDrawing]
    ) -> None:
        """Draws the pictures together, or where memory is too short for that, half by half."""
        from models.failures import is_out_of_memory

        try:
            self._call(pictures, waiting)
        except Exception as error:
            if not is_out_of_memory(error):
                raise
        else:
            return
        # Not in the except clause: the traceback there holds on to the memory.
        self._spare_memory(len(pictures))
        for half in _halves(pictures):
            self._call(half, waiting)

    def _call(self, pictures: Sequence[Picture], waiting: Sequence[PlannedDrawing]) -> None:
        def end_cancelled() -> None:
            for one in waiting:
                one.drawing.end_if_cancelled()

        end_cancelled()
        wanted = [one for one in pictures if not one.drawing.is_over]
        if not wanted:
            return
        call_pipeline(self._pipeline, wanted, self._previews, end_cancelled)
        for planned in {id(one.planned): one.planned for one in wanted}.values():
            request = planned.drawing.request
            if len(planned.images) == request.count and not planned.drawing.end_if_cancelled():
                images = [planned.images[index] for index in range(request.count)]
                parameters = self._parameters(planned)
                planned.drawing.finish(images, self.model_id, self._revision, parameters)

    def _spare_memory(self, pictures: int) -> None:
        """Makes calls smaller from now on, and attention slower where they can't be."""
        import torch

        self._pictures_a_call = max(1, pictures // 2)
        if pictures == 1 and hasattr(self._pipeline, "enable_attention_slicing"):
            self._pipeline.enable_attention_slicing()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _load_pipeline(self) -> Any:
        from diffusers.pipelines.auto_pipeline import AutoPipelineForText2Image

        from models.devices import choose_device, choose_dtype
        from models.hub import model_revision

        device = choose_device(self._configuration.device)
        pipeline = AutoPipelineForText2Image.from_pretrained(
            self.model_id, dtype=choose_dtype(self._configuration.dtype, device)
        )
        self._revision = model_revision(self.model_id, "model_index.json")
        self._pictures_a_call = _PICTURES_A_CALL.get(device.type, _PICTURES_A_CALL_ELSEWHERE)
        if device.type == "cuda":
            lay_out_for_cuda(pipeline)
        return pipeline.to(device)

    def _parameters(self, planned: PlannedDrawing) -> dict[str, object]:
        return {
            **planned.arguments,
            "size": planned.drawing.request.size,
            "scheduler": type(self._pipeline.scheduler).__name__,
            **library_versions(),
        }


def lay_out_for_cuda(pipeline: Any) -> None:
    """Puts channels last in the convolutional parts, as tensor cores like them."""
    import torch

    for name in ("unet", "vae"):
        part = getattr(pipeline, name, None)
        if part is not None:
            part.to(memory_format=torch.channels_last)


def _arguments(request: ImageRequest) -> dict[str, Any]:
    """Returns what the pipeline is called with, apart from generators and callbacks."""
    arguments: dict[str, Any] = {
        "prompt": full_prompt(request),
        "num_images_per_prompt": request.count,
    }
    optional = {
        "negative_prompt": request.negative_prompt,
        "height": request.size,
        "width": request.size,
        "num_inference_steps": request.num_inference_steps,
        "guidance_scale": request.guidance_scale,
    }
    # What is not asked for stays at the pipeline's own default.
    return arguments | {name: value for name, value in optional.items() if value is not None}


def _halves(pictures: Sequence[Picture]) -> list[Sequence[Picture]]:
    middle = len(pictures) // 2
    return [half for half in (pictures[:middle], pictures[middle:]) if half]
