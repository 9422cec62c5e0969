"""Whether a picture shows the colours that a challenge asks for."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

NEAR = 30.0
"""Distance in CIELAB up to which a colour passes for another; black and white are 100 apart."""
LEAST_SHARE = 0.05
"""Of the picture that has to be in one of the colours."""

_SIDE = 64
_WHITE = (255, 255, 255, 255)
# Linear sRGB to CIE XYZ under D65, each row divided by the white point (IEC 61966-2-1).
_TO_XYZ = np.array(
    [
        [0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505],
        [0.2126, 0.7152, 0.0722],
        [0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089],
    ]
)


def shows_any(encoded: bytes, colours: Sequence[str]) -> bool:
    """Returns whether enough of a picture is in one of the colours; takes time.

    Generous on purpose: it finds those who overlooked the palette. The rest is for the voters.

    Args:
        encoded: The picture, in a format that Pillow reads.
        colours: CSS names or hex codes.
    """
    with Image.open(BytesIO(encoded)) as opened:
        picture = opened.convert("RGBA")
    picture.thumbnail((_SIDE, _SIDE))
    flat = Image.alpha_composite(Image.new("RGBA", picture.size, _WHITE), picture).convert("RGB")
    pixels = _lab(np.asarray(flat, dtype=np.float64).reshape(-1, 3))
    wanted = _lab(np.array([ImageColor.getrgb(colour)[:3] for colour in colours], np.float64))
    distances = np.linalg.norm(pixels[:, None] - wanted[None], axis=2)
    return bool((distances.min(axis=1) <= NEAR).mean() >= LEAST_SHARE)


def _lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns colours, from 0 to 255, in CIELAB of 1976."""
    values = rgb / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    xyz = linear @ _TO_XYZ.T
    bent = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz * (29 / 6) ** 2 / 3 + 4 / 29)
    x, y, z = bent.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)
