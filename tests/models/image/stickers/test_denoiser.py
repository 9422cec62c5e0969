"""Drawing for several requests together, with tiny random parts."""

from typing import Any

import numpy as np
import pytest
import torch

from models.image.stickers.course import late_guidance
from models.image.stickers.denoiser import Denoiser, Sketch
from models.image.stickers.pipeline import StickerPipeline


def finish(denoiser: Denoiser, *sketches: Sketch) -> None:
    while waiting := [sketch for sketch in sketches if not sketch.is_done]:
        denoiser.advance(waiting)


@pytest.mark.parametrize("candidates", [1, 3])
def test_it_draws_what_the_plain_pipeline_draws(pipeline: StickerPipeline, candidates: int) -> None:
    denoiser = Denoiser(pipeline)
    sketch = denoiser.begin("a fox", "cake", "flat", [7, 8], 5, 3.0, ["teal"], candidates)
    finish(denoiser, sketch)

    plain: Any = pipeline(
        "a fox",
        "cake",
        style="flat",
        palette=["teal"],
        num_images_per_prompt=2,
        num_inference_steps=5,
        guidance_scale=3.0,
        generator=[torch.Generator().manual_seed(seed) for seed in (7, 8)],
        output_type="np",
        candidates=candidates,
    ).images

    with torch.inference_mode():
        ours = pipeline.decode(sketch.latents).numpy()
    assert np.allclose(plain, ours, atol=1e-4)


def test_a_seed_finds_the_same_picture_whatever_is_drawn_beside_it(
    pipeline: StickerPipeline,
) -> None:
    denoiser = Denoiser(pipeline)
    alone = denoiser.begin("a fox", None, "flat", [8], 5, 3.0, candidates=3)
    finish(denoiser, alone)
    among = denoiser.begin("a fox", None, "flat", [7, 8], 5, 3.0, candidates=3)
    other = denoiser.begin("cake", None, "bold", [1], 3, 5.0, candidates=2)
    finish(denoiser, among, other)

    assert torch.equal(alone.latents[0], among.latents[1])


def test_estimates_are_made_with_the_guidance_of_the_end(pipeline: StickerPipeline) -> None:
    denoiser = Denoiser(pipeline)
    strong = denoiser.begin("a fox", None, "flat", [7], 4, 5.0)
    calm = denoiser.begin("a fox", None, "flat", [7], 4, late_guidance(5.0))
    noise = calm.latents
    denoiser.advance([strong, calm])

    before, after = calm.schedule.sigmas[:2]
    velocity = (calm.latents - noise) / (after - before)
    assert torch.allclose(strong.clean, noise - before * velocity, atol=1e-4)
    assert not torch.allclose(strong.latents, calm.latents, atol=1e-2)


def test_at_any_time_one_drawing_of_each_picture_can_be_shown(pipeline: StickerPipeline) -> None:
    denoiser = Denoiser(pipeline)
    sketch = denoiser.begin("a fox", None, "flat", [7, 8], 4, 3.0, candidates=6)
    denoiser.advance([sketch])

    assert len(sketch.latents) == 12
    assert torch.equal(sketch.leading, sketch.clean[[0, 6]])
    denoiser.advance([sketch])
    assert len(sketch.latents) == 8
    with torch.inference_mode():
        assert pipeline.choose(sketch.clean, sketch.conditioning, 4, 1) == [0, 4]
    assert torch.equal(sketch.leading, sketch.clean[[0, 4]])
    finish(denoiser, sketch)
    assert torch.allclose(sketch.leading, sketch.latents, atol=1e-5)
