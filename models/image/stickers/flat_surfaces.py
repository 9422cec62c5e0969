"""Even surfaces for flat drawings: what the denoiser draws is never quite of one colour."""

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

_COLOURS = 12
_ROUNDS = 3


def flattened(drawing: Tensor) -> Tensor:
    """Returns a drawing whose surfaces have one of twelve colours, its own; edges stay soft.

    Args:
        drawing: (4, height, width) in [-1, 1]: colours over white, and opacity.
    """
    pixels = ((drawing[:3] + 1) * 127.5).round().clamp(0, 255).byte().permute(1, 2, 0).cpu()
    reduced = Image.fromarray(pixels.numpy()).quantize(
        _COLOURS, Image.Quantize.MEDIANCUT, kmeans=_ROUNDS, dither=Image.Dither.NONE
    )
    even = torch.from_numpy(np.array(reduced.convert("RGB"))).permute(2, 0, 1).to(drawing)
    places = torch.from_numpy(np.array(reduced, dtype=np.float32)).unsqueeze(0)
    highest, lowest = _highest_around(places), -_highest_around(-places)
    is_surface = (highest == lowest).to(drawing.device)
    return torch.cat([torch.where(is_surface, even / 127.5 - 1, drawing[:3]), drawing[3:]])


def _highest_around(plane: Tensor) -> Tensor:
    return functional.max_pool2d(plane, 3, stride=1, padding=1)
