import numpy as np
import pytest

from tests.evaluations.images.colours import dominant_colours


def picture(*colours: tuple[int, int, int]) -> np.ndarray:
    """Returns stripes on white."""
    pixels = np.full((40, 40, 3), 255, np.uint8)
    for i, colour in enumerate(colours):
        pixels[10 * i : 10 * i + 10, 5:35] = colour
    return pixels


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((220, 20, 30), "red"),
        ((250, 140, 20), "orange"),
        ((250, 220, 40), "yellow"),
        ((40, 170, 60), "green"),
        ((0, 160, 150), "teal"),
        ((30, 90, 230), "blue"),
        ((130, 50, 200), "purple"),
        ((250, 90, 170), "pink"),
    ],
)
def test_a_colour_is_called_by_its_name(colour: tuple[int, int, int], name: str) -> None:
    assert name in dominant_colours(picture(colour))


def test_white_and_grey_have_no_name() -> None:
    assert dominant_colours(picture((120, 120, 125))) == set()


def test_a_colour_of_little_is_not_dominant() -> None:
    pixels = picture((220, 20, 30), (220, 20, 30), (220, 20, 30))
    pixels[0:3, 5:35] = (30, 90, 230)
    assert dominant_colours(pixels) == {"red"}


def test_several_colours_are_found() -> None:
    assert {"red", "blue"} <= dominant_colours(picture((220, 20, 30), (30, 90, 230)))
