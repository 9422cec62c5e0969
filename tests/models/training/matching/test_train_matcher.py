"""A very short training of the matcher."""

import random
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from models.training.drawings.emoji_words import Words
from models.training.matching import train_matcher
from models.training.matching.towers import Matcher
from models.training.matching.train_matcher import SETS, captions, main
from tests.models.training.tiny_sources import write_sources


def test_captions_are_names_with_tags_and_what_was_held_out_of_the_generators_training() -> None:
    words = Words(("fox", "fox face"), ("sly",))
    known = captions("1f98a", words, random.Random(0))
    unknown = captions("1f999f", words, random.Random(0))

    assert len(known) == len(unknown) == 8
    assert "a red fox looking at you" in known
    assert all("fox" in caption for caption in unknown)


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
