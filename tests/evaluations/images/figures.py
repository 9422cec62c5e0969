"""The figures of a model's pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.training.drawings.held_out import held_out_captions
from models.training.matching.train_styles import STYLES
from tests.evaluations.images.colours import dominant_colours
from tests.evaluations.images.examiners import Examiners
from tests.evaluations.images.orders import Order
from tests.evaluations.images.precision import Precision, r_precision
from tests.evaluations.images.references import (
    mean_picture,
    noise,
    real_drawings,
    styles_of_real_drawings,
)


@dataclass(frozen=True)
class Matches:
    """How well captions and pictures fit.

    Attributes:
        drawn: The model's pictures.
        real: Real drawings of the same captions, the ceiling.
        floors: By name, what shows nothing that was asked for.
    """

    drawn: Precision
    real: Precision
    floors: dict[str, Precision]


@dataclass(frozen=True)
class Diversity:
    """How far pictures are from each other, as 1 - cosine in the matcher's space.

    Attributes:
        seeds: Of one prompt, with other seeds.
        prompts: Of different prompts.
    """

    seeds: float
    prompts: float


def matches(examiners: Examiners, pixels: np.ndarray) -> Matches:
    """Returns the R-precision of pictures of the first captions, one each."""
    captions = list(held_out_captions().values())[: len(pixels)]
    real = real_drawings()[: len(pixels)]
    read = examiners.read(captions)

    def precision(pictures: np.ndarray) -> Precision:
        return r_precision(examiners.see(pictures) @ read.T)

    return Matches(
        drawn=precision(pixels),
        real=precision(real),
        floors={
            "noise": precision(noise(len(pixels))),
            "mean of the real drawings": precision(mean_picture(real)),
            "real drawings of other captions": precision(np.roll(real, len(real) // 2, axis=0)),
        },
    )


def style_obedience(
    examiners: Examiners, orders: Sequence[Order], pixels: np.ndarray
) -> dict[str, float]:
    """Returns the share of pictures in the style that was asked for, by style."""
    return _shares([order.style for order in orders], examiners.style_of(pixels))


def real_style_obedience(examiners: Examiners) -> dict[str, float]:
    """Returns the same of real drawings, which the judge of styles did not learn from."""
    return _shares(styles_of_real_drawings(), examiners.style_of(real_drawings()))


def colour_obedience(orders: Sequence[Order], pixels: np.ndarray) -> dict[str, float]:
    """Returns the share of pictures with the colour that was asked for, in words and as palette."""
    ways = ["in words" if order.in_words else "as palette" for order in orders]
    has = [
        order.colour in dominant_colours(picture)
        for order, picture in zip(orders, pixels, strict=True)
    ]
    return {
        way: float(np.mean([h for h, w in zip(has, ways, strict=True) if w == way]))
        for way in dict.fromkeys(ways)
    }


def diversity(examiners: Examiners, orders: Sequence[Order], pixels: np.ndarray) -> Diversity:
    """Returns the mean distances between pictures of the same prompt, and of others."""
    seen = examiners.see(pixels)
    distances = 1 - seen @ seen.T
    prompts = np.array([order.prompt for order in orders])
    same = prompts[:, None] == prompts
    other_seed = same & ~np.eye(len(prompts), dtype=bool)
    return Diversity(float(distances[other_seed].mean()), float(distances[~same].mean()))


def judged_styles(styles: Sequence[str]) -> tuple[str, ...]:
    """Returns those of a model's styles that the judge knows."""
    return tuple(style for style in styles if style in STYLES)


def _shares(wanted: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    return {
        style: float(np.mean([f == w for w, f in zip(wanted, found, strict=True) if w == style]))
        for style in dict.fromkeys(wanted)
    }
