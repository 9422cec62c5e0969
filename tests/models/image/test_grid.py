"""Several pictures in one."""

import pytest
from PIL import Image

from models.image.grid import grid


@pytest.mark.parametrize(
    ("count", "size"), [(1, (20, 10)), (2, (48, 10)), (3, (48, 28)), (4, (48, 28))]
)
def test_pictures_stand_two_a_row(count: int, size: tuple[int, int]) -> None:
    assert grid([Image.new("RGB", (20, 10), "red")] * count).size == size


def test_between_transparent_pictures_it_is_transparent() -> None:
    made = grid([Image.new("RGBA", (20, 20), (255, 0, 0, alpha)) for alpha in (255, 0)])

    assert made.getpixel((5, 5)) == (255, 0, 0, 255)
    assert [made.getpixel(place) for place in ((24, 5), (40, 5))] == [(0, 0, 0, 0), (255, 0, 0, 0)]


def test_every_picture_is_in_its_place() -> None:
    colours = ["red", "lime", "blue"]

    made = grid([Image.new("RGB", (20, 20), colour) for colour in colours])

    assert made.getpixel((5, 5)) == (255, 0, 0)
    assert made.getpixel((40, 5)) == (0, 255, 0)
    assert made.getpixel((5, 40)) == (0, 0, 255)
    assert made.getpixel((40, 40)) == (255, 255, 255)
