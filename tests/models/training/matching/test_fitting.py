from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from models.training.matching.fitting import fit, save_in_half


def test_the_loss_falls_and_the_model_is_left_ready(capsys: pytest.CaptureFixture[str]) -> None:
    model = nn.Linear(2, 1)
    inputs, wanted = torch.randn(64, 2), torch.ones(64, 1)
    losses: list[float] = []

    def loss() -> torch.Tensor:
        found = (model(inputs) - wanted).square().mean()
        losses.append(found.item())
        return found

    fit(model, loss, steps=101)

    assert losses[-1] < losses[0]
    assert not model.training
    assert capsys.readouterr().out.startswith("0 of 101, loss ")


def test_weights_are_written_in_half_precision(tmp_path: Path) -> None:
    model = nn.Linear(2, 3)
    save_in_half(model, tmp_path / "new" / "weights.safetensors")

    saved = load_file(tmp_path / "new" / "weights.safetensors")
    assert torch.equal(saved["bias"], model.bias.half())
    assert saved["weight"].dtype == torch.float16
