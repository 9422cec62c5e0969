"""Chooses the backends for a configuration."""

from models.backend import Backend, ModelConfiguration
from models.embedded import EMBEDDED
from models.image.diffusers_backend import DiffusersImageBackend
from models.image.stickers_backend import StickersBackend
from models.text.transformers_backend import TransformersTextBackend


def build_text_backend(configuration: ModelConfiguration) -> Backend:
    """Returns what writes poems and lyrics, not loaded yet."""
    return TransformersTextBackend(configuration)


def build_image_backend(configuration: ModelConfiguration) -> Backend:
    """Returns what draws, not loaded yet."""
    embedded = configuration.image_model_id == EMBEDDED
    return (StickersBackend if embedded else DiffusersImageBackend)(configuration)
