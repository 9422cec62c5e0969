"""Telling which drawing is the best."""

import torch

from models.image.stickers.chooser import StickerChooser
from models.image.stickers.pipeline import StickerPipeline


def test_a_score_is_match_and_style_together_and_style_counts_six_times() -> None:
    torch.manual_seed(0)
    chooser = StickerChooser(4, (8, 16, 16), dimensions=8, styles=3, text_width=16)
    latents, pooled = torch.randn(5, 4, 16, 16), torch.randn(5, 16)
    styles = torch.eye(3)[[0, 1, 2, 0, 1]]

    seen, looks = chooser.see(latents)
    told = chooser.read(pooled)

    assert torch.allclose(seen.norm(dim=1), torch.ones(5))
    assert torch.allclose(told.norm(dim=1), torch.ones(5))
    match = chooser.scale.exp() * (seen * told).sum(dim=1)
    style = looks.log_softmax(dim=1)[torch.arange(5), styles.argmax(dim=1)]
    assert torch.allclose(chooser(latents, pooled, styles), match + 6 * style)


def test_of_several_groups_the_best_of_each_is_chosen(pipeline: StickerPipeline) -> None:
    one = pipeline.conditioning(pipeline.embed("a fox"), None, "flat")
    clean = torch.randn(6, *pipeline.latent_shape)
    scores = pipeline.chooser(
        clean, one.pooled[1:].expand(6, -1), one.styles[1:].expand(6, -1)
    ).unflatten(0, (2, 3))

    assert pipeline.choose(clean, one, 3) == [
        int(scores[0].argmax()),
        3 + int(scores[1].argmax()),
    ]
    assert pipeline.choose(clean, one, 1) == [0, 1, 2, 3, 4, 5]
