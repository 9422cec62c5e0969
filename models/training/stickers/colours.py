"""Names a drawing's main colour and paints it in another, so that captions teach colours."""

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


def _hsv(pixels: np.ndarray) -> np.ndarray:
    return np.asarray(Image.fromarray(pixels).convert("HSV"))


def main_hue(pixels: np.ndarray) -> int | None:
    """Returns the hue (0 to 255) of most vivid pixels, or None for a drawing without colour."""
    hsv = _hsv(pixels)
    vivid = (hsv[..., 1] > _VIVID) & (hsv[..., 2] > _VIVID)
    drawn = (pixels < 245).any(axis=-1)
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


def recoloured(pixels: np.ndarray, hue: int, name: str) -> np.ndarray:
    """Returns the drawing with all hues turned so that its main `hue` becomes `name`."""
    hsv = _hsv(pixels).copy()
    hsv[..., 0] = (hsv[..., 0].astype(int) + HUES[name] - hue) % _CIRCLE
    return np.asarray(Image.fromarray(hsv, mode="HSV").convert("RGB"))
