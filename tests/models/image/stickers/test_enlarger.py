"""Making drawings larger."""

import torch

from models.image.stickers.enlarger import FACTOR, StickerEnlarger


def untrained() -> StickerEnlarger:
    """Returns one that finds nothing yet."""
    enlarger = StickerEnlarger(width=8, blocks=2)
    for parameter in enlarger.leave.parameters():
        torch.nn.init.zeros_(parameter)
    return enlarger


def test_untrained_it_enlarges_smoothly() -> None:
    enlarger = untrained()
    ramp = torch.linspace(-1, 1, 16).expand(2, 4, 16, 16)

    larger = enlarger(ramp)

    assert larger.shape == (2, 4, 64, 64)
    assert torch.allclose(larger[..., 0, 2:-2].diff().std(), torch.zeros(()), atol=1e-3)
    assert torch.allclose(
        torch.nn.functional.avg_pool2d(larger, FACTOR)[..., 1:-1], ramp[..., 1:-1], atol=1e-3
    )


def test_in_half_precision_colours_stay_smooth() -> None:
    enlarger = untrained()
    ramp = torch.linspace(-1, 1, 16).expand(1, 4, 16, 16)

    assert torch.equal(enlarger.bfloat16()(ramp), enlarger.float()(ramp))


def test_a_part_is_enlarged_as_in_the_whole() -> None:
    enlarger = StickerEnlarger(width=8, blocks=1)
    torch.nn.init.normal_(enlarger.leave.weight, std=0.1)
    drawing = torch.randn(1, 4, 32, 32)

    whole, part = enlarger(drawing), enlarger(drawing[..., 8:24])

    assert torch.allclose(whole[..., 52:76], part[..., 20:44], atol=1e-5)
