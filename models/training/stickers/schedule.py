"""What both trainings share: time budget, learning rate, checkpoints, log lines."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

_CHECKPOINT_SECONDS = 240
_LOG_SECONDS = 30


@dataclass
class TimeBudget:
    """Training by the processor's clock, over any number of runs.

    What other work takes on the same machine does not count; two threads count twice.

    Attributes:
        seconds: The whole training's length.
        spent: Seconds spent in earlier runs.
    """

    seconds: float
    spent: float = 0.0
    _started: float = field(default_factory=time.process_time)

    @property
    def elapsed(self) -> float:
        """Seconds trained so far, earlier runs included."""
        return self.spent + time.process_time() - self._started

    @property
    def is_over(self) -> bool:
        return self.elapsed >= self.seconds

    def learning_rate(self, peak: float, warm_up: float = 30.0) -> float:
        """Returns a linear warm-up in seconds, the peak, and in the last quarter a way down.

        Until then, the length of the training may be changed (Hu et al. 2024, arXiv:2404.06395).
        """
        left = max(0.0, 1 - self.elapsed / self.seconds)
        return peak * min(1.0, (self.elapsed + 1) / warm_up) * min(1.0, max(0.02, 4 * left))


@dataclass
class Pacer:
    """Says when a checkpoint and when a log line is due."""

    _saved: float = field(default_factory=time.monotonic)
    _logged: float = field(default_factory=time.monotonic)

    def is_checkpoint_due(self) -> bool:
        if time.monotonic() - self._saved < _CHECKPOINT_SECONDS:
            return False
        self._saved = time.monotonic()
        return True

    def is_log_due(self) -> bool:
        if time.monotonic() - self._logged < _LOG_SECONDS:
            return False
        self._logged = time.monotonic()
        return True


def save_checkpoint(path: Path, **state: Any) -> None:
    """Writes the checkpoint beside its place first, so that a cut leaves the older one whole."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def optimize(
    model: torch.nn.Module, optimizer: torch.optim.Optimizer, loss: torch.Tensor, rate: float
) -> None:
    """Takes one step at that learning rate, with gradients clipped to a norm of 1."""
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()


def channels_last(model: Any) -> None:
    """Lays the weights out as convolutions on a CPU read them fastest."""
    model.to(memory_format=torch.channels_last)
