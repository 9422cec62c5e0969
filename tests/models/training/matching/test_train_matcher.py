"""A very short training of the matcher."""

import random
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from models.training.drawings.emoji_words import Words
from models.training.drawings.icon_sets import Drawing
from models.training.matching import train_matcher
from models.training.matching.towers import Matcher
from models.training.matching.train_matcher import SETS, captions, main, matching_loss
from tests.models.training.tiny_sources import write_sources


def drawing(code: str) -> Drawing:
    return Drawing("any", "flat", code, "<svg/>", Words(("fox", "fox face"), ("sly",)))


def test_captions_are_names_with_tags_and_what_was_held_out_of_the_generators_training() -> None:
    known = captions(drawing("1f98a"), random.Random(0))
    unknown = captions(drawing("1f999f"), random.Random(0))

    assert len(known) == len(unknown) == 8
    assert "a red fox looking at you" in known
    assert all("fox" in caption for caption in unknown)


def test_pictures_near_their_captions_cost_least() -> None:
    model, axes = Matcher(), torch.eye(4)

    def cost(order: list[int]) -> float:
        model.see = lambda _: axes
        model.read = lambda _: axes[order]
        return matching_loss(model, axes, axes, torch.arange(4)).item()

    assert cost([0, 1, 2, 3]) < 0.01 < cost([1, 2, 3, 0])


def test_others_of_the_same_are_no_wrong_answers() -> None:
    model, axes = Matcher(), torch.ones(4, 1)
    model.see = model.read = lambda _: axes
    assert matching_loss(model, axes, axes, torch.zeros(4)).item() == pytest.approx(0.0)


@pytest.mark.weights
def test_the_recipe_runs_from_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = write_sources(tmp_path / "sources", [one.package for one in SETS])
    arguments = ["train_matcher", str(sources), str(tmp_path / "weights"), "--steps", "2"]
    monkeypatch.setattr(sys, "argv", arguments)
    monkeypatch.setattr(train_matcher, "_BATCH", 4)

    main()

    weights = load_file(tmp_path / "weights" / "matcher.safetensors")
    assert weights.keys() == Matcher().state_dict().keys()
    assert all(value.dtype == torch.float16 for value in weights.values())
