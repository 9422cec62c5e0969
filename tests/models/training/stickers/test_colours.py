"""Naming and changing the colours of drawings."""

import numpy as np
import pytest

from models.training.stickers.colours import (
    HUES,
    colour_name,
    main_hue,
    palette,
    turned_hues,
)


def disc(colour: tuple[int, int, int]) -> np.ndarray:
    pixels = np.full((32, 32, 4), (255, 255, 255, 0), np.uint8)
    pixels[8:24, 8:24] = (*colour, 255)
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

    painted = turned_hues(drawing, HUES[name] - hue)

    new_hue = main_hue(painted)
    assert new_hue is not None
    assert colour_name(new_hue) == name
    assert painted[0, 0].tolist() == [255, 255, 255, 0]


def test_a_palette_is_what_most_of_the_drawing_is_made_of() -> None:
    drawing = disc((230, 30, 30))
    drawing[8:13, 8:24, :3] = (30, 60, 220)
    drawing[8:9, 8:9, :3] = (0, 255, 0)

    found = palette(drawing, np.random.default_rng(0))

    assert len(found) == 2
    assert np.abs(found[0] - [230, 30, 30]).max() < 12
    assert np.abs(found[1] - [30, 60, 220]).max() < 12


def test_nothing_has_no_palette() -> None:
    empty = np.full((8, 8, 4), (255, 255, 255, 0), np.uint8)
    assert palette(empty, np.random.default_rng(0)).shape == (0, 3)
