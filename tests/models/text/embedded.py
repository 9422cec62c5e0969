"""Poems by the embedded model."""

from models.base import PoemRequest, TextResult
from models.text.transformers_backend import TransformersTextBackend
from tests.serving import generate


def write_poem(backend: TransformersTextBackend, theme: str, form: str, seed: int = 1) -> str:
    """Returns a poem."""
    result = generate(backend, PoemRequest(theme, seed, form))
    assert isinstance(result, TextResult)
    return result.text
