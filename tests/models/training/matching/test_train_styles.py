"""A very short training of the judge of styles."""

import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from models.training.matching.train_styles import STYLES, main, style_tower, train
from models.training.stickers.sources import ICON_SETS
from tests.models.training.tiny_sources import write_sources


def test_a_few_steps_tell_colours_apart() -> None:
    pictures = torch.ones(32, 3, 64, 64)
    pictures[:16, 0, 16:48, 16:48] = -1
    pictures[16:, 2, 16:48, 16:48] = -1
    styles = torch.tensor([0] * 16 + [1] * 16)

    model = train(pictures, styles, steps=12)

    with torch.inference_mode():
        assert torch.equal(model(pictures).argmax(dim=1), styles)


def test_the_recipe_runs_from_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = [one.package for one in ICON_SETS]
    sources = write_sources(tmp_path / "sources", sets, has_characters=["fluent-emoji-flat"])
    arguments = ["train_styles", str(sources), str(tmp_path / "weights"), "--steps", "1"]
    monkeypatch.setattr(sys, "argv", arguments)

    main()

    weights = load_file(tmp_path / "weights" / "styles.safetensors")
    assert weights.keys() == style_tower().state_dict().keys()
    assert len(weights["out.bias"]) == len(STYLES)
