"""Names a drawing's colours and paints it in others, so that captions teach colours.

Drawings are uint8 (height, width, 4): colours over white, and opacity.
"""

import numpy as np
from PIL import Image

# Hue in Pillow's 0..255 circle.
HUES = {
    "red": 0,
    "orange": 18,
    "yellow": 35,
    "green": 88,
    "teal": 124,
    "blue": 150,
    "purple": 192,
    "pink": 228,
}
_CIRCLE = 256
_VIVID = 90
_LEAST_SHARE = 0.12
_PALETTE = 3
_ROUNDS = 6
_SAMPLED_PIXELS = 1024
# Colours nearer than that, in RGB, are one.
_NEAR = 48.0


def main_hue(pixels: np.ndarray) -> int | None:
    """Returns the hue (0 to 255) of most vivid pixels, or None for a drawing without colour."""
    hsv = _hsv(pixels)
    vivid = (hsv[..., 1] > _VIVID) & (hsv[..., 2] > _VIVID)
    drawn = pixels[..., 3] > 127
    if vivid.sum() < _LEAST_SHARE * max(1, drawn.sum()):
        return None
    counts = np.bincount(hsv[..., 0][vivid], minlength=_CIRCLE).astype(float)
    window = np.exp(-0.5 * (np.arange(-12, 13) / 5) ** 2)
    around = np.concatenate([counts[-12:], counts, counts[:12]])
    return int(np.convolve(around, window, mode="valid").argmax())


def colour_name(hue: int) -> str:
    """Returns the nearest named colour."""

    def distance(name: str) -> int:
        apart = abs(HUES[name] - hue) % _CIRCLE
        return min(apart, _CIRCLE - apart)

    return min(HUES, key=distance)


def turned_hues(pixels: np.ndarray, turn: int) -> np.ndarray:
    """Returns the drawing with all hues turned by so many 256ths of the circle."""
    hsv = _hsv(pixels).copy()
    hsv[..., 0] = (hsv[..., 0].astype(int) + turn) % _CIRCLE
    colours = np.asarray(Image.fromarray(hsv, mode="HSV").convert("RGB"))
    return np.concatenate([colours, pixels[..., 3:]], axis=-1)


def palette(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Returns up to three colours (n, 3) that cover most of a drawing, the largest share first.

    They are means of three clusters (Lloyd 1982) of its opaque pixels, without small ones.
    """
    opaque = pixels[..., :3][pixels[..., 3] > 127].astype(np.float32)
    if len(opaque) < _PALETTE:
        return np.zeros((0, 3), np.float32)
    sample = opaque[rng.integers(len(opaque), size=_SAMPLED_PIXELS)]
    order = sample.sum(axis=1).argsort()
    centres = sample[order[[len(order) // 8, len(order) // 2, -len(order) // 8]]]
    for _ in range(_ROUNDS):
        nearest = _nearest(sample, centres)
        centres = np.stack(
            [
                sample[nearest == k].mean(axis=0) if (nearest == k).any() else centre
                for k, centre in enumerate(centres)
            ]
        )
    shares = np.bincount(_nearest(sample, centres), minlength=_PALETTE) / len(sample)
    return _distinct(centres, shares)


def _nearest(sample: np.ndarray, centres: np.ndarray) -> np.ndarray:
    return ((sample[:, None] - centres) ** 2).sum(axis=-1).argmin(axis=1)


def _distinct(centres: np.ndarray, shares: np.ndarray) -> np.ndarray:
    kept: list[np.ndarray] = []
    for index in shares.argsort()[::-1]:
        is_new = all(np.linalg.norm(centres[index] - other) > _NEAR for other in kept)
        if is_new and shares[index] >= _LEAST_SHARE:
            kept.append(centres[index])
    return np.stack(kept)


def _hsv(pixels: np.ndarray) -> np.ndarray:
    return np.asarray(Image.fromarray(pixels[..., :3]).convert("HSV"))
