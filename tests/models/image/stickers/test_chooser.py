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
    # Almost the same, so that all show what the best shows.
    latents = torch.randn(4, 16, 16) + torch.randn(5, 4, 16, 16) / 10
    pooled, style = torch.randn(16), torch.eye(3)[1]
    colours = torch.rand(5, 3, 128, 128) * 2 - 1

    match = matches(chooser, latents, pooled)
    first, second = (look(colours).log_softmax(dim=1) for look in chooser.looks)

    assert match.max() - match.min() < 0.25
    looks = (first + second)[:, 1] / 2
    expected = chooser.scale.exp() * match + 24 * looks
    assert torch.allclose(chooser(latents, colours, pooled, style), expected)


def test_a_drawing_of_something_else_comes_last_however_it_looks() -> None:
    chooser = tiny_chooser()
    latents = torch.randn(8, 4, 1, 1).expand(8, 4, 16, 16)
    pooled, style = torch.randn(16), torch.eye(3)[1]
    # Untrained, it places all drawings together: spread them about the middle.
    chooser.place.bias.data -= chooser.place(chooser.content(latents)).mean(dim=0)
    match = matches(chooser, latents, pooled)
    shows_it = match >= match.max() - 0.25
    colours = torch.rand(8, 3, 128, 128) * 2 - 1
    worst = chooser.judge(colours)[:, 1].argmin()
    colours[shows_it] = colours[worst].clone()

    scores = chooser(latents, colours, pooled, style)

    assert 0 < shows_it.sum() < 8
    assert scores[shows_it].min() > scores[~shows_it].max()


def matches(chooser: StickerChooser, latents: torch.Tensor, pooled: torch.Tensor) -> torch.Tensor:
    """Returns the cosine of each drawing with the prompt."""
    seen, told = chooser.see(latents), chooser.read(pooled)
    assert torch.allclose(seen.norm(dim=1), torch.ones(len(latents)))
    assert torch.allclose(told.norm(dim=0), torch.ones(()))
    return seen @ told


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
        first, second = (
            pipeline.chooser(clean[group], colours[group], one.pooled[1], one.styles[1])
            .argsort(descending=True)
            .tolist()
            for group in (slice(3), slice(3, 6))
        )
        assert pipeline.choose(clean, one, 3, 1) == [first[0], 3 + second[0]]
        assert pipeline.choose(clean, one, 3, 2) == [*first[:2], 3 + second[0], 3 + second[1]]
        assert pipeline.choose(clean, one, 3, 3) == [0, 1, 2, 3, 4, 5]
