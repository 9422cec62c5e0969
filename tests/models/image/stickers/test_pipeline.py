"""Drawing with the sticker pipeline, of tiny random parts."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from models.image.stickers.pipeline import StickerPipeline
from models.image.stickers.text import TOKENS, encode_prompts
from tests.models.image.stickers.conftest import WIDTH


def draw(pipeline: StickerPipeline, prompt: str = "a red fox", **options: Any) -> np.ndarray:
    """Returns the decoded drawings."""
    generator = torch.Generator().manual_seed(3)
    arguments: dict[str, Any] = {
        "num_inference_steps": 2,
        "generator": generator,
        "output_type": "np",
    } | options
    images: Any = pipeline(prompt, **arguments).images
    return images


def test_drawings_have_128_pixels_a_side_and_opacity(pipeline: StickerPipeline) -> None:
    assert draw(pipeline, num_images_per_prompt=2).shape == (2, 4, 128, 128)


def test_pictures_are_of_the_size_asked_for_and_transparent(pipeline: StickerPipeline) -> None:
    [picture] = pipeline("a red fox", num_inference_steps=1, side=256).images
    assert (picture.mode, picture.size) == ("RGBA", (256, 256))


@pytest.mark.parametrize(
    "options",
    [
        {"prompt": "cake"},
        {"style": "glossy"},
        {"palette": ["teal"]},
        {"negative_prompt": "cake"},
        {"guidance_scale": 9.0},
        {"candidates": 8},
    ],
)
def test_every_option_changes_the_picture(
    pipeline: StickerPipeline, options: dict[str, Any]
) -> None:
    assert not np.array_equal(draw(pipeline), draw(pipeline, **options))


def test_guidance_leads_away_from_all_other_styles(pipeline: StickerPipeline) -> None:
    prompt = pipeline.embed("a red fox")

    away, wanted = pipeline.conditioning(prompt, None, "bold").styles
    either, same = pipeline.conditioning(prompt, None, None).styles

    bold = pipeline.styles.index("bold")
    assert wanted[bold] == wanted.sum() == 1
    assert away[bold] == 0
    assert away.count_nonzero() == len(pipeline.styles) - 1
    assert away.sum() == pytest.approx(1)
    assert torch.equal(either, same)
    assert either.sum() == pytest.approx(1)


def test_a_style_it_does_not_know_is_refused(pipeline: StickerPipeline) -> None:
    with pytest.raises(ValueError, match="etching"):
        draw(pipeline, style="etching")


def test_the_callback_is_called_after_every_step(pipeline: StickerPipeline) -> None:
    steps: list[int] = []

    def note(
        _pipeline: object, step: int, _time: object, tensors: dict[str, torch.Tensor]
    ) -> object:
        assert tensors["latents"].shape == (1, 4, 16, 16)
        steps.append(step)
        return tensors

    draw(pipeline, num_inference_steps=4, callback_on_step_end=note)

    assert steps == [0, 1, 2, 3]


def test_drawings_that_are_not_kept_end(pipeline: StickerPipeline) -> None:
    counts: list[int] = []

    def note(_pipeline: object, _step: int, _time: object, tensors: dict[str, torch.Tensor]) -> Any:
        counts.append(len(tensors["latents"]))
        return tensors

    drawn = draw(
        pipeline,
        num_images_per_prompt=2,
        num_inference_steps=5,
        candidates=6,
        callback_on_step_end=note,
    )

    assert len(drawn) == 2
    assert counts == [12, 12, 8, 2, 2]


def test_saved_and_loaded_it_draws_the_same(pipeline: StickerPipeline, tmp_path: Path) -> None:
    pipeline.save_pretrained(tmp_path / "saved")

    loaded = StickerPipeline.from_pretrained(tmp_path / "saved")

    assert np.array_equal(draw(pipeline), draw(loaded))
    assert loaded.autoencoder.config.scaling_factor == 0.9


def test_prompts_are_cut_to_sixteen_tokens_and_padded_with_zeros(
    pipeline: StickerPipeline,
) -> None:
    short, long = "a fox", "red " * 50
    embeddings = encode_prompts([short, long], pipeline.tokenizer, pipeline.text_encoder)

    assert embeddings.tokens.shape == (2, TOKENS, WIDTH)
    assert not embeddings.tokens[0, 4:].any()
    assert embeddings.tokens[1, -1].any()
    assert torch.allclose(embeddings.pooled.norm(dim=1), torch.ones(2), atol=1e-5)
