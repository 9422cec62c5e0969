"""Other views of a drawing: moved, and at half the size."""

import numpy as np
from PIL import Image

_WHITE = (255, 255, 255)
_MOST_DEGREES = 12.0
_LEAST_SCALE = 0.8
_MOST_SHIFT = 0.04


def moved(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Returns the drawing turned, shrunk and shifted a little, on white and transparent ground."""
    side = pixels.shape[0]
    scale = 1 / rng.uniform(_LEAST_SCALE, 1.0)
    angle = np.deg2rad(rng.uniform(-_MOST_DEGREES, _MOST_DEGREES))
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    shift = side * rng.uniform(-_MOST_SHIFT, _MOST_SHIFT, 2) + side / 2
    rows = [
        (cos, -sin, side / 2 - cos * shift[0] + sin * shift[1]),
        (sin, cos, side / 2 - sin * shift[0] - cos * shift[1]),
    ]
    transform = tuple(float(number) for row in rows for number in row)

    def turned(image: Image.Image, ground: tuple[int, ...] | int) -> np.ndarray:
        return np.asarray(
            image.transform(
                image.size,
                Image.Transform.AFFINE,
                transform,
                Image.Resampling.BILINEAR,
                fillcolor=ground,
            )
        )

    colours = turned(Image.fromarray(pixels[..., :3]), _WHITE)
    opacity = turned(Image.fromarray(pixels[..., 3]), 0)
    return np.concatenate([colours, opacity[..., None]], axis=-1)


def halved(pixels: np.ndarray) -> np.ndarray:
    """Returns a drawing, or several, at half the size: each pixel is the mean of four."""
    *front, height, width, channels = pixels.shape
    blocks = pixels.reshape(*front, height // 2, 2, width // 2, 2, channels)
    return ((blocks.sum(axis=(-4, -2), dtype=np.uint16) + 2) // 4).astype(np.uint8)
