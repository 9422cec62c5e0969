"""What the trainings of both examiners share."""

from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from models.training.stickers.schedule import channels_last

_LEARNING_RATE = 1e-3


def fit(model: nn.Module, loss_of: Callable[[], Tensor], steps: int) -> None:
    """Trains a model, then leaves it ready to judge.

    Args:
        model: To be trained.
        loss_of: Returns the loss of another batch.
        steps: How many batches; the learning rate goes up and down again over them.
    """
    channels_last(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=_LEARNING_RATE, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _LEARNING_RATE, steps)
    for step in range(steps):
        loss = loss_of()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(f"{step} of {steps}, loss {loss.item():.3f}", flush=True)
    model.eval()


def save_in_half(model: nn.Module, file: Path) -> None:
    """Writes the weights as half-precision safetensors, in a new folder if need be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: v.half().contiguous() for k, v in model.state_dict().items()}, file)
