"""The whole recipe from an empty folder, cut short."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
import torch

from models.image.stickers.pipeline import StickerPipeline
from models.image.stickers.styles import STYLES
from models.training.drawings.clip_art import STYLE as CLIP_ART
from models.training.stickers import (
    export,
    sheet,
    train_autoencoder,
    train_chooser,
    train_denoiser,
    train_enlarger,
)
from models.training.stickers.__main__ import run_recipe
from models.training.stickers.batches import EncodedDrawings, balanced
from models.training.stickers.sources import ICON_SETS
from models.training.stickers.train_chooser import DrawnStyles
from tests.models.training.tiny_sources import write_sources

pytestmark = pytest.mark.weights
# The longest training takes a seventh of a second then.
PACE = 1e-5
SECONDS = 0.05


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recipe")
    sets = [one.package for one in ICON_SETS]
    write_sources(folder / "sources", sets, has_characters=["fluent-emoji-flat"])
    made = folder / "work"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train_autoencoder, "_BATCH", 2)
        patch.setattr(train_autoencoder, "_HELD_OUT", 2)
        patch.setattr(train_denoiser, "_BATCH", 2)
        patch.setattr(train_chooser, "_VIEWS", 4)
        patch.setattr(train_chooser, "_LOOKS", 4)
        patch.setattr(train_enlarger, "_BATCH", 2)
        patch.setattr(train_enlarger, "_DRAWINGS", 5)

        def run(step: str, *arguments: object) -> None:
            if step == "fetch":
                return
            patch.setattr(sys, "argv", [step, *map(str, arguments)])
            import_module(f"models.training.stickers.{step}").main()

        run_recipe(folder, folder / "weights", PACE, run)
    return made


def test_its_weights_make_a_pipeline_that_draws(work: Path) -> None:
    trained = export.trained_pipeline(work)
    pipeline = StickerPipeline.from_pretrained(
        work.parent / "weights", text_encoder=trained.text_encoder, tokenizer=trained.tokenizer
    )
    pipeline.set_progress_bar_config(disable=True)

    [picture] = pipeline("a fox", style="outlined", num_inference_steps=1).images

    assert picture.size == (512, 512)
    assert pipeline.unet.dtype == torch.float32
    weights = (work.parent / "weights" / "unet" / "diffusion_pytorch_model.safetensors").stat()
    assert weights.st_size < 2.1 * sum(p.numel() for p in pipeline.unet.parameters())


def test_a_training_goes_on_where_it_was(work: Path) -> None:
    before = torch.load(work / "denoiser.pt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train_denoiser, "_BATCH", 2)
        train_denoiser.train(work, before["elapsed"] + SECONDS)
    after = torch.load(work / "denoiser.pt")

    assert after["step"] > before["step"] > 0
    assert after["elapsed"] > before["elapsed"]
    train_denoiser.train(work, after["elapsed"])
    assert torch.load(work / "denoiser.pt")["step"] == after["step"]


def test_batches_show_drawings_with_and_without_prompt_and_palette(work: Path) -> None:
    batch = EncodedDrawings(work).batch(400)

    prompted = batch.pooled.any(dim=1)
    coloured = batch.palettes.flatten(1).any(dim=1)
    assert 0.8 < prompted.float().mean() < 0.97
    assert 0.3 < coloured.float().mean() < 0.8
    assert not (coloured & ~prompted).any()
    assert batch.latents.std() == pytest.approx(1, abs=0.2)
    assert torch.allclose(batch.styles.sum(dim=1), torch.ones(400))
    assert torch.equal(batch.styles.amax(dim=1) == 1, prompted)
    shown = batch.references.flatten(1).any(dim=1)
    assert not (shown & ~prompted).any()
    assert 0.85 < shown[prompted].float().mean() < 1


def test_styles_of_emoji_are_seen_equally_often_and_clip_art_as_before() -> None:
    styles = torch.tensor([0, 0, 0, 1, STYLES.index(CLIP_ART)])
    weights = balanced(torch.tensor([1.0, 2.0, 1.0, 2.0, 0.2]), styles)

    assert weights.tolist() == pytest.approx([0.75, 1.5, 0.75, 3.0, 0.2])


def test_the_chooser_sees_drawings_on_white_in_all_styles_equally_often(work: Path) -> None:
    colours, styles = DrawnStyles(work).batch(500)

    assert colours.shape == (500, 3, 128, 128)
    assert (colours[:, :, 0, 0] > 0.9).float().mean() > 0.95
    assert colours.std() > 0.1
    shares = torch.bincount(styles, minlength=len(STYLES)) / 500
    is_emoji = torch.tensor([style != CLIP_ART for style in STYLES])
    assert torch.allclose(shares, is_emoji / is_emoji.sum(), atol=0.06)


def test_a_sheet_shows_how_far_it_is(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "_PROMPTS", ("a red fox", "a ship"))
    monkeypatch.setattr(sys, "argv", ["sheet", str(work)])
    sheet.main()
    assert (work / "sheet.png").exists()
