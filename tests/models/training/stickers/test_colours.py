"""Naming and changing the colours of drawings."""

import numpy as np
import pytest

from models.training.stickers.colours import HUES, colour_name, main_hue, recoloured


def disc(colour: tuple[int, int, int]) -> np.ndarray:
    pixels = np.full((32, 32, 3), 255, np.uint8)
    pixels[8:24, 8:24] = colour
    return pixels


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((230, 30, 30), "red"),
        ((250, 130, 20), "orange"),
        ((40, 190, 70), "green"),
        ((40, 90, 230), "blue"),
        ((250, 80, 170), "pink"),
    ],
)
def test_a_drawing_is_named_after_its_main_colour(colour: tuple[int, int, int], name: str) -> None:
    hue = main_hue(disc(colour))

    assert hue is not None
    assert colour_name(hue) == name


def test_a_grey_drawing_has_no_main_colour() -> None:
    assert main_hue(disc((90, 90, 95))) is None


@pytest.mark.parametrize("name", HUES)
def test_a_recoloured_drawing_has_the_new_colour_and_keeps_its_white(name: str) -> None:
    drawing = disc((230, 30, 30))
    hue = main_hue(drawing)
    assert hue is not None

    painted = recoloured(drawing, hue, name)

    new_hue = main_hue(painted)
    assert new_hue is not None
    assert colour_name(new_hue) == name
    assert (painted[0, 0] == 255).all()
