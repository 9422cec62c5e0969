"""Loading the embedded weights."""

import hashlib
from pathlib import Path

from transformers import AutoModel, AutoTokenizer

from models.backend import ModelConfiguration
from models.devices import choose_device, choose_dtype
from models.embedded import SENTENCE_ENCODER, image_weights
from models.errors import ModelUnavailable
from models.image.stickers.pipeline import StickerPipeline


def load_stickers(configuration: ModelConfiguration) -> tuple[StickerPipeline, str]:
    """Returns the plain diffusers pipeline on the configured device, and the weights' revision.

    Raises:
        ModelUnavailable: The weights are missing, or there is no such device.
    """
    weights, encoder_folder = image_weights(), SENTENCE_ENCODER.path()
    if weights is None or encoder_folder is None:
        raise ModelUnavailable(
            "The weights of the built-in image model are missing. Whoever runs this bot can "
            "get them with `atelier models install`."
        )
    device = choose_device(configuration.device)
    dtype = choose_dtype(configuration.dtype, device)
    pipeline = StickerPipeline.from_pretrained(
        weights,
        text_encoder=AutoModel.from_pretrained(encoder_folder, dtype=dtype).eval(),
        tokenizer=AutoTokenizer.from_pretrained(encoder_folder),
        dtype=dtype,
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline.to(device), _digest(weights)


def _digest(folder: Path) -> str:
    """Returns the first 12 hex digits of the SHA-256 over all weights."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.safetensors")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
