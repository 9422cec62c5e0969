import torch

from models.image.stickers.flat_surfaces import flattened
from models.image.stickers.pipeline import StickerPipeline


def uneven_halves() -> torch.Tensor:
    """Returns red beside blue, each lighter from row to row, with a column between them."""
    drawing = torch.full((4, 64, 64), -0.9)
    drawing[0, :, :31] = 0.7
    drawing[2, :, 32:] = 0.6
    drawing[1, :, 31] = 0.1
    drawing[:3] += 0.2 * torch.linspace(0, 1, 64).view(1, 64, 1)
    drawing[3] = torch.linspace(-1, 1, 64)
    return drawing


def test_surfaces_become_even_and_edges_stay() -> None:
    drawing = uneven_halves()

    flat = flattened(drawing)

    assert flat.shape == drawing.shape
    assert torch.equal(flat[3], drawing[3]), "how opaque it is stays as it was"
    assert torch.allclose(flat, drawing, atol=0.05)
    assert torch.equal(flat[:3, :, 30:33], drawing[:3, :, 30:33])
    assert len(drawing[0, :, 5].unique()) == 64
    assert len(flat[0, :, 5].unique()) < 32


def test_only_flat_pictures_are_flattened(pipeline: StickerPipeline) -> None:
    drawing = uneven_halves().unsqueeze(0)

    [flat] = pipeline.pictures(drawing, 64, "flat")
    [bold] = pipeline.pictures(drawing, 64, "bold")
    [same] = pipeline.pictures(torch.stack([flattened(drawing[0])]), 64, None)

    assert flat.tobytes() == same.tobytes() != bold.tobytes()
