"""Images from any text-to-image pipeline of diffusers, by hub id or local path."""

import time
from collections.abc import Callable
from typing import Any

from PIL import Image

from models.base import (
    Capabilities,
    GeneratedImage,
    GenerationRequest,
    ImageRequest,
    ImageResult,
    Kind,
    ModelConfiguration,
    Progress,
    ProgressCallback,
    Provenance,
    Stage,
)
from models.errors import GenerationCancelled, RequestRejected
from models.image.grid import grid, png_bytes
from models.image.prompt import alt_text, full_prompt


class DiffusersImageBackend:
    """Runs a `DiffusionPipeline`; subclasses say how theirs is loaded and called."""

    def __init__(self, configuration: ModelConfiguration) -> None:
        self._configuration = configuration
        self._pipeline: Any = None
        self._revision = ""

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

        with translated_load_failures(self.model_id, "ATELIER_IMAGE_MODEL_ID"):
            self._pipeline = self._load_pipeline()
            self._pipeline.set_progress_bar_config(disable=True)

    def _load_pipeline(self) -> Any:
        from diffusers.pipelines.auto_pipeline import AutoPipelineForText2Image

        from models.devices import choose_device, choose_dtype
        from models.hub import model_revision

        device = choose_device(self._configuration.device)
        pipeline = AutoPipelineForText2Image.from_pretrained(
            self.model_id, dtype=choose_dtype(self._configuration.dtype, device)
        )
        self._revision = model_revision(self.model_id, "model_index.json")
        return pipeline.to(device)

    def generate(
        self,
        request: GenerationRequest,
        on_progress: ProgressCallback,
        is_cancelled: Callable[[], bool],
    ) -> ImageResult:
        """Draws the pictures; see `models.base.Backend.generate`."""
        if not isinstance(request, ImageRequest):
            raise RequestRejected("This model only draws images.")
        self._check(request)
        from models.failures import translated_generation_failures

        self.load(on_progress)
        arguments = self._call_arguments(request)
        started = time.monotonic()
        with translated_generation_failures(self.model_id):
            images = self._run(request, arguments, on_progress, is_cancelled)
        provenance = Provenance(
            model_id=self.model_id,
            model_revision=self._revision,
            seed=request.seed,
            seconds=time.monotonic() - started,
            parameters=self._parameters(request, arguments),
        )
        sized = [self._sized(image, request) for image in images]
        return ImageResult(
            images=tuple(_encoded(image, request, index) for index, image in enumerate(sized)),
            provenance=provenance,
            grid=png_bytes(grid(sized)) if len(sized) > 1 else None,
        )

    def unload(self) -> None:
        """Frees the pipeline's memory."""
        self._pipeline = None

    def _check(self, request: ImageRequest) -> None:
        limit = self.capabilities.max_prompt_characters
        if not request.prompt.strip():
            raise RequestRejected("Say what to draw: the prompt is empty.")
        if len(request.prompt) > limit:
            raise RequestRejected(
                f"That prompt has {len(request.prompt)} characters; {limit} is the most I can read."
            )
        if request.size is not None and request.size not in self.capabilities.sizes:
            sizes = ", ".join(map(str, self.capabilities.sizes))
            raise RequestRejected(f"I can't draw at {request.size} pixels. Choose from: {sizes}.")

    def _call_arguments(self, request: ImageRequest) -> dict[str, Any]:
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

    def _run(
        self,
        request: ImageRequest,
        arguments: dict[str, Any],
        on_progress: ProgressCallback,
        is_cancelled: Callable[[], bool],
    ) -> list[Image.Image]:
        import torch

        # The CPU draws the noise, so that a seed means the same picture on every device.
        generators = [
            torch.Generator("cpu").manual_seed(request.seed + index)
            for index in range(request.count)
        ]

        def after_step(pipeline: Any, step: int, _time: Any, tensors: dict[str, Any]) -> Any:
            if is_cancelled():
                raise GenerationCancelled("Stopped.")
            fraction = (step + 1) / len(pipeline.scheduler.timesteps)
            on_progress(Progress(Stage.GENERATING, fraction=min(1.0, fraction)))
            return tensors

        if is_cancelled():
            raise GenerationCancelled("Stopped.")
        on_progress(Progress(Stage.GENERATING, fraction=0.0))
        return self._pipeline(
            **arguments, generator=generators, callback_on_step_end=after_step
        ).images

    def _parameters(self, request: ImageRequest, arguments: dict[str, Any]) -> dict[str, object]:
        import diffusers
        import torch

        return {
            **arguments,
            "size": request.size,
            "scheduler": type(self._pipeline.scheduler).__name__,
            # Itself it is no plain string: unpickling it would import torch in the bot.
            "torch": str(torch.__version__),
            "diffusers": diffusers.__version__,
        }

    def _sized(self, image: Image.Image, request: ImageRequest) -> Image.Image:
        """Returns the picture at the size asked for; pipelines of the hub have drawn at it."""
        return image


def _encoded(image: Image.Image, request: ImageRequest, index: int) -> GeneratedImage:
    return GeneratedImage(
        png=png_bytes(image),
        seed=request.seed + index,
        alt_text=alt_text(request, index),
        width=image.width,
        height=image.height,
    )
