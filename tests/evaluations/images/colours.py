"""Which colours a picture has, told without anything that the model learned from."""

import numpy as np
from PIL import Image

# Hue in degrees, with those either side that people call so.
_RANGES = {
    "red": (345, 14),
    "orange": (15, 44),
    "yellow": (45, 69),
    "green": (70, 159),
    "teal": (155, 199),
    "blue": (195, 259),
    "purple": (255, 309),
    "pink": (300, 350),
}
_VIVID = 64
_WHITE = 240
# Of what is drawn, as much has to have a colour for it to be one of the picture's.
_LEAST_SHARE = 0.15


def dominant_colours(pixels: np.ndarray) -> set[str]:
    """Returns the names of up to three colours that most of a picture on white has.

    Hues at a border have two names, as people disagree there too.

    Args:
        pixels: uint8 (height, width, 3).
    """
    hsv = np.asarray(Image.fromarray(pixels).convert("HSV")).astype(float)
    drawn = pixels.min(axis=-1) < _WHITE
    vivid = drawn & (hsv[..., 1] > _VIVID) & (hsv[..., 2] > _VIVID)
    degrees = hsv[..., 0][vivid] * 360 / 256
    shares = {
        name: float(_between(degrees, *limits).sum() / max(1, drawn.sum()))
        for name, limits in _RANGES.items()
    }
    most = sorted(shares, key=lambda name: -shares[name])[:3]
    return {name for name in most if shares[name] >= _LEAST_SHARE}


def _between(degrees: np.ndarray, first: float, last: float) -> np.ndarray:
    if first <= last:
        return (degrees >= first) & (degrees <= last)
    return (degrees >= first) | (degrees <= last)
