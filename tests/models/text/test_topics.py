import numpy as np
import pytest

from models.text.topics import Topic, sentence_encoder
from models.text.transformers_backend import TransformersTextBackend

pytestmark = pytest.mark.weights


def test_lines_on_the_theme_are_nearer_than_others() -> None:
    encoder = sentence_encoder()
    assert encoder is not None
    near, far = Topic("rain on tin roofs", encoder).nearness(
        ["A storm drums on the metal shed", "My uncle sells used cars"]
    )
    assert far < near < 1


def test_a_sentence_is_a_point_on_the_unit_sphere_whatever_stands_beside_it() -> None:
    encoder = sentence_encoder()
    assert encoder is not None
    [alone] = encoder.encode(["salt"])
    beside, _ = encoder.encode(["salt", "a much longer sentence about the sea at night"])
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-5)
    assert np.allclose(alone, beside, atol=1e-5)


def test_the_encoder_goes_with_the_model(backend: TransformersTextBackend) -> None:
    assert sentence_encoder() is sentence_encoder()
    backend.unload()
    assert sentence_encoder.cache_info().currsize == 0
    backend.load(lambda _: None)
