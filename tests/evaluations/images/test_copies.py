import numpy as np
import pytest

from models.backend import ModelConfiguration
from models.image.stickers.loading import load_stickers
from tests.evaluations.images.copies import nearest, side_by_side, training_drawings
from tests.evaluations.images.examiners import Examiners

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def drawings() -> np.ndarray:
    drawn = np.full((6, 64, 64, 3), 255, np.uint8)
    for i in range(6):
        drawn[i, 8 * i : 8 * i + 16, 4:20] = (250, 40 * i, 20)
    return drawn


def test_the_drawings_of_the_training_are_those_in_the_gallery() -> None:
    pipeline, _ = load_stickers(ModelConfiguration(device="cpu"))
    whole = pipeline.gallery.latents.data
    pipeline.gallery.latents.data = whole[:18]

    drawn = training_drawings(pipeline)

    assert drawn.shape == (18, 64, 64, 3)
    assert (drawn[:, 0, 0] > 200).mean() > 0.5, "their ground is white"
    assert all(picture.std() > 10 for picture in drawn)


def test_a_drawing_is_its_own_copy_though_mirrored(drawings: np.ndarray) -> None:
    found = nearest(Examiners(), drawings[2:3, :, ::-1], drawings)

    assert found.deviations[0] < 0.001
    assert np.array_equal(found.by_pixels[0], drawings[2])
    assert found.share_of_copies == 1.0


def test_something_else_is_no_copy(drawings: np.ndarray) -> None:
    found = nearest(Examiners(), 255 - drawings[:1], drawings)
    assert found.share_of_copies == 0.0


def test_pictures_stand_beside_what_is_nearest(drawings: np.ndarray) -> None:
    found = nearest(Examiners(), drawings[:2], drawings)
    assert np.array_equal(side_by_side(drawings[:2], found)[[0, 3]], drawings[:2])
