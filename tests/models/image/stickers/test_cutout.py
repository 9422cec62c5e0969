import numpy as np
import torch

from models.image.stickers.cutout import cut_out, on_white


def disc(opacity: float = 1.0) -> torch.Tensor:
    """Returns a red disc as it is decoded: over white, with its opacity."""
    y, x = torch.meshgrid(torch.arange(128), torch.arange(128), indexing="ij")
    inside = (((x - 64) ** 2 + (y - 64) ** 2) < 40**2).float() * opacity
    red = torch.tensor([0.8, 0.1, 0.2]).view(3, 1, 1)
    return torch.cat([red * inside + 1 - inside, inside[None]]) * 2 - 1


def test_the_ground_is_transparent_and_the_drawing_is_not() -> None:
    pixels = np.asarray(cut_out(disc(), 512))

    assert pixels.shape == (512, 512, 4)
    assert pixels[0, 0, 3] == 0
    assert pixels[256, 256].tolist() == [204, 26, 51, 255]


def test_a_faint_haze_is_ground_and_what_is_almost_solid_is_solid() -> None:
    drawing = disc()
    drawing[3] = drawing[3] * 0.94

    pixels = np.asarray(cut_out(drawing, 128))

    assert pixels[0, 0, 3] == 0
    assert pixels[64, 64, 3] == 255


def test_edges_have_no_fringe() -> None:
    pixels = np.asarray(cut_out(disc(), 64)).astype(int)
    opacity = pixels[..., 3]
    edge = (opacity > 25) & (opacity < 230)

    assert edge.any()
    assert np.abs(pixels[edge][:, :3] - [204, 26, 51]).max() < 40


def test_on_white_it_looks_as_it_was_decoded() -> None:
    pixels = np.asarray(on_white(cut_out(disc(), 128))).astype(float)
    decoded = (disc()[:3].permute(1, 2, 0).numpy() + 1) * 127.5
    assert np.abs(pixels - decoded).mean() < 2
