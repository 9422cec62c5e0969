import time
from pathlib import Path

import pytest
import torch

from models.training.stickers.schedule import TimeBudget, save_checkpoint


def test_the_rate_rises_holds_and_falls_in_the_last_quarter() -> None:
    rates = [TimeBudget(1000, spent).learning_rate(1.0) for spent in (0, 100, 700, 875, 999)]
    assert rates == pytest.approx([1 / 30, 1, 1, 0.5, 0.02], abs=0.01)


def test_waiting_does_not_count() -> None:
    budget = TimeBudget(10, spent=3)
    time.sleep(0.2)
    assert 3 <= budget.elapsed < 3.15
    assert not budget.is_over
    assert TimeBudget(3, spent=3).is_over


def test_a_cut_while_saving_leaves_the_older_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "model.pt"
    save_checkpoint(path, step=1)
    with pytest.raises(AttributeError):
        save_checkpoint(path, step=lambda: None)
    assert torch.load(path) == {"step": 1}
