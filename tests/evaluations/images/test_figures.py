"""The figures, with the examiners that are committed."""

import numpy as np
import pytest

from tests.evaluations.images.examiners import Examiners
from tests.evaluations.images.figures import (
    colour_obedience,
    diversity,
    matches,
    real_style_obedience,
    style_obedience,
)
from tests.evaluations.images.orders import caption_orders, colour_orders, seed_orders
from tests.evaluations.images.references import real_drawings, styles_of_real_drawings

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def examiners() -> Examiners:
    return Examiners()


def test_real_drawings_are_matched_and_floors_are_not(examiners: Examiners) -> None:
    found = matches(examiners, real_drawings())

    assert found.drawn == found.real
    assert found.real.top1 > 0.6
    assert found.real.top5 > 0.8
    assert all(floor.top1 < 0.05 for floor in found.floors.values())


def test_the_judge_knows_styles_of_drawings_it_has_not_seen(examiners: Examiners) -> None:
    shares = list(real_style_obedience(examiners).values())
    assert min(shares) > 0.8
    assert np.mean(shares) > 0.9


def test_style_obedience_is_told_by_style(examiners: Examiners) -> None:
    known = ["glossy", "outlined"]
    places = [i for i, style in enumerate(styles_of_real_drawings()) if style in known]
    drawings = real_drawings()[places]
    orders = caption_orders(known, len(places))

    assert min(style_obedience(examiners, orders, drawings).values()) > 0.8
    swapped = np.roll(drawings, 1, axis=0)
    assert max(style_obedience(examiners, orders, swapped).values()) < 0.2


def test_colour_obedience_is_told_by_the_way_to_ask() -> None:
    orders = colour_orders(("soft",), things=1)
    red = np.full((32, 32, 3), 255, np.uint8)
    red[8:24, 8:24] = (220, 20, 30)

    found = colour_obedience(orders, np.stack([red] * len(orders)))

    assert found == {"in words": 0.25, "as palette": 0.0}


def test_the_same_picture_for_every_seed_has_no_diversity(examiners: Examiners) -> None:
    orders = list(seed_orders(("soft",), prompts=2))

    found = diversity(examiners, orders, real_drawings()[[0] * 4 + [1] * 4])

    assert found.seeds == pytest.approx(0.0, abs=1e-5)
    assert found.prompts > 0.1
