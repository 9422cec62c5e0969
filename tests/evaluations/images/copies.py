"""How near pictures come to the drawings that the model learned from."""

from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image

from models.image.stickers.cutout import on_white
from models.image.stickers.pipeline import StickerPipeline
from models.training.matching.towers import SIDE
from tests.evaluations.images.examiners import Examiners
from tests.evaluations.images.pictures import resized

NEAR = 0.08
"""Below that deviation of pixels, a picture is a near-copy; black is 1 away from white."""
_COMPARED = 32
_DECODED = 16


@dataclass(frozen=True)
class Nearest:
    """The training drawings nearest to each picture.

    Attributes:
        deviations: Root mean square over pixels of the nearest by pixels, mirrored if that is
            nearer (count,).
        by_pixels: Those drawings, uint8 (count, 64, 64, 3).
        by_meaning: The nearest in the matcher's space, likewise.
    """

    deviations: np.ndarray
    by_pixels: np.ndarray
    by_meaning: np.ndarray

    @property
    def share_of_copies(self) -> float:
        return float((self.deviations < NEAR).mean())


@torch.inference_mode()
def training_drawings(pipeline: StickerPipeline) -> np.ndarray:
    """Returns the drawings of emoji that the model learned from, uint8 (count, 64, 64, 3).

    They are those of its gallery, as the model itself decodes them.
    """
    rows = torch.arange(len(pipeline.gallery.latents))
    decoded = (pipeline.decode(pipeline.gallery.shown(some)) for some in rows.split(_DECODED))
    return np.stack(
        [
            np.asarray(on_white(picture).resize((SIDE, SIDE), Image.Resampling.BOX))
            for drawings in decoded
            for picture in pipeline.pictures(drawings, 128, None)
        ]
    )


def nearest(examiners: Examiners, pixels: np.ndarray, drawings: np.ndarray) -> Nearest:
    """Finds the nearest of the drawings to each picture.

    Args:
        examiners: Whose space is used.
        pixels: The pictures, uint8 (count, height, width, 3).
        drawings: uint8 (drawings, 64, 64, 3).
    """
    known = np.concatenate([_flat(drawings), _flat(drawings[:, :, ::-1])])
    asked = _flat(pixels)
    # |a - b|² = |a|² + |b|² - 2ab takes a matrix product instead of a huge difference.
    squares = (asked**2).sum(1)[:, None] + (known**2).sum(1) - 2 * asked @ known.T
    found = squares.argmin(axis=1)
    mean_squares = squares.min(axis=1).clip(min=0) / asked.shape[1]
    likeness = examiners.see(pixels) @ examiners.see(drawings).T
    return Nearest(
        deviations=np.sqrt(mean_squares),
        by_pixels=drawings[found % len(drawings)],
        by_meaning=drawings[likeness.argmax(axis=1)],
    )


def side_by_side(pixels: np.ndarray, found: Nearest) -> np.ndarray:
    """Returns each picture with its nearest drawings by pixels and by meaning, in one row."""
    small = resized(pixels, SIDE)
    rows = np.stack([small, found.by_pixels, found.by_meaning], axis=1)
    return rows.reshape(-1, SIDE, SIDE, 3)


def _flat(pixels: np.ndarray) -> np.ndarray:
    small = resized(pixels, _COMPARED).astype(np.float32)
    return small.reshape(len(small), -1) / 255
