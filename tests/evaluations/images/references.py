"""What the model's pictures are compared with: real drawings, noise, and the mean of all."""

from pathlib import Path

import numpy as np
from PIL import Image

from models.training.drawings.held_out import held_out_captions
from models.training.matching.references import COLUMNS, reference_style
from models.training.matching.train_styles import SIDE

_SHEET = Path(__file__).with_name("real_drawings.webp")


def real_drawings() -> np.ndarray:
    """Returns a drawing of each held-out caption, uint8 (200, 128, 128, 3).

    They come from the sets that the sticker model learned from, and the examiners did not: this is
    as well as it could do.
    """
    sheet = np.asarray(Image.open(_SHEET).convert("RGB"))
    count = len(held_out_captions())
    rows = sheet.reshape(-1, SIDE, COLUMNS, SIDE, 3).swapaxes(1, 2)
    return rows.reshape(-1, SIDE, SIDE, 3)[:count]


def styles_of_real_drawings() -> list[str]:
    """Returns the style that each of them is drawn in."""
    return [reference_style(index) for index in range(len(held_out_captions()))]


def noise(count: int) -> np.ndarray:
    """Returns pictures of nothing."""
    rng = np.random.default_rng(0)
    return rng.integers(0, 256, (count, SIDE, SIDE, 3), dtype=np.uint8)


def mean_picture(pixels: np.ndarray) -> np.ndarray:
    """Returns the mean of the pictures, as often as there are pictures."""
    mean = pixels.mean(axis=0, keepdims=True).round().astype(np.uint8)
    return mean.repeat(len(pixels), axis=0)
