"""Whether a picture shows the colours that a challenge asks for."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from bot.services.challenges.palettes import _lab, shows_any
from tests.bot.services.challenges.making import encoded


@pytest.mark.parametrize(
    ("rgb", "lab"),
    [
        ((255, 255, 255), (100, 0, 0)),
        ((0, 0, 0), (0, 0, 0)),
        ((255, 0, 0), (53.2, 80.1, 67.2)),
        ((0, 128, 128), (48.3, -28.8, -8.5)),
    ],
)
def test_colours_in_cielab_are_those_of_the_tables(
    rgb: tuple[int, ...], lab: tuple[float, ...]
) -> None:
    [found] = _lab(np.array([rgb], np.float64))
    assert found == pytest.approx(lab, abs=0.1)


@pytest.mark.parametrize(
    ("colour", "shows"),
    [("teal", True), ("darkcyan", True), ("#108070", True), ("navy", False), ("white", False)],
)
def test_near_colours_pass(colour: str, shows: bool) -> None:
    assert shows_any(encoded(colour), ["teal"]) is shows
    assert shows_any(encoded(colour), ["orange", "teal"]) is shows


@pytest.mark.parametrize(("width", "shows"), [(1, False), (4, True)])
def test_a_little_of_it_is_enough(width: int, shows: bool) -> None:
    picture = Image.new("RGB", (64, 64), "white")
    picture.paste("teal", (0, 0, width, 64))
    assert shows_any(as_png(picture), ["teal"]) is shows


def test_what_is_transparent_is_white() -> None:
    clear = as_png(Image.new("RGBA", (64, 64), (0, 128, 128, 0)))
    assert not shows_any(clear, ["teal"])
    assert shows_any(clear, ["white"])


def as_png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
