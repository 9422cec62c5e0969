"""Makes a drawing a sticker, with a transparent ground."""

import numpy as np
from PIL import Image
from torch import Tensor

# Below, a pixel is ground: nothing tells its colour. Above, it hides all that is behind.
_LEAST_OPACITY, _MOST_OPACITY = 0.05, 0.95


def cut_out(drawing: Tensor, side: int) -> Image.Image:
    """Returns an RGBA picture of that size.

    Args:
        drawing: (4, height, width) in [-1, 1]: colours over white, and opacity.
        side: Pixels a side.
    """
    planes = ((drawing.float() + 1) / 2).clamp(0, 1).cpu().numpy()
    colours, opacity = np.split(
        np.stack([_resized(plane, side) for plane in planes], axis=2), [3], 2
    )
    # What the ground shines through is taken out again: C = aS + (1 - a), solved for S.
    shares = opacity.clip(_LEAST_OPACITY, 1)
    own = ((colours - 1 + shares) / shares).clip(0, 1)
    shown = ((opacity - _LEAST_OPACITY) / (_MOST_OPACITY - _LEAST_OPACITY)).clip(0, 1)
    pixels = np.concatenate([own, shown], axis=2)
    return Image.fromarray((pixels * 255).round().astype(np.uint8), mode="RGBA")


def on_white(sticker: Image.Image) -> Image.Image:
    """Returns it as RGB, on white where it is transparent."""
    ground = Image.new("RGBA", sticker.size, "white")
    ground.alpha_composite(sticker)
    return ground.convert("RGB")


def _resized(plane: np.ndarray, side: int) -> np.ndarray:
    picture = Image.fromarray(plane.astype(np.float32), mode="F")
    return np.asarray(picture.resize((side, side), Image.Resampling.BICUBIC)).clip(0, 1)
