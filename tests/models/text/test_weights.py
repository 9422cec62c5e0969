from pathlib import Path

import pytest
import torch

from models.text.decoding import choice
from models.text.decoding.body import Body
from models.text.decoding.decoder import Feed
from models.text.weights import load_named
from tests.models.text.tiny_models import save_tiny_llama

CPU = torch.device("cpu")


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all ways to calculate that were measured."""
    names: list[str] = []

    def seconds(body: Body, _sample: list[int]) -> list[float]:
        names.append(body.name)
        return [1.0, 1.0]

    monkeypatch.setattr(choice, "_seconds", seconds)
    return names


def test_every_folder_is_measured_for_itself(tmp_path: Path, measured: list[str]) -> None:
    for name, is_new in (("one", True), ("two", True), ("one", False)):
        measured.clear()
        folder = tmp_path / name
        if is_new:
            save_tiny_llama(folder, chat_template=None)
        loaded = load_named(str(folder), CPU, None)
        assert loaded.revision == "local"
        assert set(measured) == ({"bfloat16", "int8"} if is_new else set())


def test_the_masks_are_as_long_as_the_logits(tmp_path: Path) -> None:
    loaded = load_named(str(save_tiny_llama(tmp_path, chat_template=None)), CPU, torch.float32)
    text, rest = loaded.decoder.open(loaded.tokenizer.encode("rain"))
    (logits,) = loaded.decoder.step([Feed(text, rest)])
    vocabulary = loaded.vocabulary
    assert len(logits) == len(vocabulary.barred) == len(vocabulary.line_breaks)
    assert loaded.most_tokens == 2048
