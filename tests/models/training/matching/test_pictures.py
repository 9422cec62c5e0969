import numpy as np
import torch

from models.training.matching.pictures import changed, to_tensor


def square(*colour: int) -> torch.Tensor:
    pixels = np.full((8, 64, 64, 3), 255, np.uint8)
    pixels[:, 16:48, 16:48] = colour
    return to_tensor(pixels)


def test_some_are_repainted_unless_they_keep_their_look() -> None:
    def reds(pictures: torch.Tensor) -> torch.Tensor:
        return pictures[:, 0, 32, 32] - pictures[:, 2, 32, 32]

    assert (reds(changed(square(220, 20, 30))) < 0.5).any()
    kept = reds(changed(square(220, 20, 30), keeps_look=True))
    assert ((kept > 1.4) | (kept == 0)).all(), "red as before, or erased"
    assert (kept > 1.4).any()
