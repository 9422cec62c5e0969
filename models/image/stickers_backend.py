"""The embedded sticker model as a backend."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from models.base import Capabilities, ImageRequest
from models.embedded import IMAGE_MODEL_ID, SENTENCE_ENCODER, image_weights
from models.errors import ModelUnavailable, RequestRejected
from models.image.diffusers_backend import DiffusersImageBackend
from models.image.stickers.styles import STYLES

_DEFAULT_STYLE = "soft"
_DEFAULT_SIZE = 512
_DEFAULT_STEPS = 30
_DEFAULT_GUIDANCE = 4.0


class StickersBackend(DiffusersImageBackend):
    """Draws stickers at 128 pixels and enlarges them: their flat shapes take it well."""

    @property
    def model_id(self) -> str:
        return IMAGE_MODEL_ID

    @property
    def capabilities(self) -> Capabilities:
        any_pipeline = super().capabilities
        return replace(
            any_pipeline,
            styles=STYLES,
            sizes=(128, 256, 512),
            options=any_pipeline.options - {"mood"},
        )

    def _load_pipeline(self) -> Any:
        from transformers import AutoModel, AutoTokenizer

        from models.devices import choose_device, choose_dtype
        from models.image.stickers.pipeline import StickerPipeline

        weights, encoder_folder = image_weights(), SENTENCE_ENCODER.path()
        if weights is None or encoder_folder is None:
            raise ModelUnavailable(
                "The weights of the built-in image model are missing. Whoever runs this bot can "
                "get them with `atelier models install`."
            )
        device = choose_device(self._configuration.device)
        dtype = choose_dtype(self._configuration.dtype, device)
        pipeline = StickerPipeline.from_pretrained(
            weights,
            text_encoder=AutoModel.from_pretrained(encoder_folder, dtype=dtype).eval(),
            tokenizer=AutoTokenizer.from_pretrained(encoder_folder),
            dtype=dtype,
        )
        self._revision = _digest(weights)
        return pipeline.to(device)

    def _check(self, request: ImageRequest) -> None:
        super()._check(request)
        if request.style is not None and request.style not in STYLES:
            raise RequestRejected(
                f"I don't know the style “{request.style}”. Choose from: {', '.join(STYLES)}."
            )

    def _call_arguments(self, request: ImageRequest) -> dict[str, Any]:
        colours = " ".join(request.palette)
        return {
            "prompt": f"{colours} {request.prompt}".strip(),
            "negative_prompt": request.negative_prompt,
            "style": request.style or _DEFAULT_STYLE,
            "num_images_per_prompt": request.count,
            "num_inference_steps": request.num_inference_steps or _DEFAULT_STEPS,
            "guidance_scale": request.guidance_scale or _DEFAULT_GUIDANCE,
        }

    def _sized(self, image: Image.Image, request: ImageRequest) -> Image.Image:
        side = request.size or _DEFAULT_SIZE
        return image.resize((side, side), Image.Resampling.LANCZOS)


def _digest(folder: Path) -> str:
    """Returns the first 12 hex digits of the SHA-256 over all weights."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.safetensors")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
