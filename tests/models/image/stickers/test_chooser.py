"""Telling which drawing is the best."""

import torch

from models.image.stickers.chooser import StickerChooser
from models.image.stickers.pipeline import StickerPipeline


def tiny_chooser() -> StickerChooser:
    torch.manual_seed(0)
    made = StickerChooser(
        4, (8, 16, 16), dimensions=8, look_widths=((8, 8, 16), (8, 16)), styles=3, text_width=16
    )
    return made.eval()


def test_a_score_is_match_and_style_together_and_style_counts_most() -> None:
    chooser = tiny_chooser()
    latents, pooled = torch.randn(5, 4, 16, 16), torch.randn(5, 16)
    colours = torch.rand(5, 3, 128, 128) * 2 - 1
    styles = torch.eye(3)[[0, 1, 2, 0, 1]]

    seen, told = chooser.see(latents), chooser.read(pooled)
    first, second = (look(colours).log_softmax(dim=1) for look in chooser.looks)

    assert torch.allclose(seen.norm(dim=1), torch.ones(5))
    assert torch.allclose(told.norm(dim=1), torch.ones(5))
    match = chooser.scale.exp() * (seen * told).sum(dim=1)
    style = ((first + second) / 2)[torch.arange(5), styles.argmax(dim=1)]
    assert torch.allclose(chooser(latents, colours, pooled, styles), match + 24 * style)


def test_a_look_of_fewer_stages_sees_less() -> None:
    coarse = tiny_chooser().looks[1]
    drawing = torch.rand(1, 3, 128, 128)

    shrunk = torch.nn.functional.avg_pool2d(drawing, 8)
    assert torch.allclose(coarse(drawing), coarse(shrunk), atol=1e-6)


def test_of_several_groups_the_best_of_each_are_chosen(pipeline: StickerPipeline) -> None:
    one = pipeline.conditioning(pipeline.embed("a fox"), None, "flat")
    clean = torch.randn(6, *pipeline.latent_shape)
    with torch.inference_mode():
        colours = pipeline.decode(clean)[:, :3].clamp(-1, 1)
        scores = pipeline.chooser(
            clean, colours, one.pooled[1:].expand(6, -1), one.styles[1:].expand(6, -1)
        ).unflatten(0, (2, 3))

        first, second = (group.argsort(descending=True).tolist() for group in scores)
        assert pipeline.choose(clean, one, 3, 1) == [first[0], 3 + second[0]]
        assert pipeline.choose(clean, one, 3, 2) == [*first[:2], 3 + second[0], 3 + second[1]]
        assert pipeline.choose(clean, one, 3, 3) == [0, 1, 2, 3, 4, 5]
