"""Chooses the backends for a configuration."""

from models.base import Backend, ModelConfiguration
from models.embedded import EMBEDDED
from models.image.diffusers_backend import DiffusersImageBackend
from models.image.stickers_backend import StickersBackend
from models.text.transformers_backend import TransformersTextBackend


def build_backends(configuration: ModelConfiguration) -> list[Backend]:
    """Returns one backend for text and one for images, neither loaded yet."""
    embedded_images = configuration.image_model_id == EMBEDDED
    image_backend = StickersBackend if embedded_images else DiffusersImageBackend
    return [TransformersTextBackend(configuration), image_backend(configuration)]
