"""Runs a training that may be stopped at any time and taken up again."""

from collections.abc import Callable, Iterable
from pathlib import Path

import torch
from torch import Tensor, nn

from models.training.stickers.schedule import (
    Pacer,
    TimeBudget,
    channels_last,
    optimize,
    save_checkpoint,
)

_EMA = 0.9995
_SMOOTHING = 0.003


class Run:
    """A model on its way: goes on from its checkpoint if it is there, and saves one now and then.

    Attributes:
        step: Steps taken, earlier runs included.
        average: Moving averages of the parameters, in their order; empty where none are kept.

    Args:
        path: Of the checkpoint.
        model: Is given the checkpoint's parameters.
        learning_rate: The highest.
        seconds: Of the whole training, by the processor's clock.
        weight_decay: Of AdamW.
        has_average: Whether averages are kept.
    """

    def __init__(
        self,
        path: Path,
        model: nn.Module,
        learning_rate: float,
        seconds: float,
        *,
        weight_decay: float = 0.01,
        has_average: bool = False,
    ) -> None:
        self.step = 0
        self.average = [p.detach().clone() for p in model.parameters()] if has_average else []
        self._path = path
        self._model = model
        self._learning_rate = learning_rate
        self._loss = 0.0
        self._budget = TimeBudget(seconds)
        channels_last(model)
        self._optimizer = torch.optim.AdamW(
            model.parameters(),
            lr=learning_rate,
            betas=(0.9, 0.98),
            weight_decay=weight_decay,
            fused=True,
        )
        if path.exists():
            self._take_up(seconds)
        torch.manual_seed(self.step)

    def go(self, loss_of: Callable[[], Tensor], batch: int) -> None:
        """Trains until the time is over.

        Args:
            loss_of: Returns the loss of another batch.
            batch: Views in one.
        """
        pacer = Pacer()
        while not self._budget.is_over:
            loss = loss_of()
            rate = self._budget.learning_rate(self._learning_rate)
            optimize(self._model, self._optimizer, loss, rate)
            update_average(self.average, self._model.parameters(), self.step)
            self.step += 1
            self._loss += (loss.item() - self._loss) * max(_SMOOTHING, 1 / self.step)
            if pacer.is_log_due():
                done = f"{self._budget.elapsed:.0f} s, {self.step * batch} views"
                print(f"{done}, loss {self._loss:.4f}", flush=True)
            if pacer.is_checkpoint_due():
                self._save()
        self._save()

    def _take_up(self, seconds: float) -> None:
        state = torch.load(self._path)
        self._model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self.average, self.step, self._loss = state["average"], state["step"], state["loss"]
        self._budget = TimeBudget(seconds, state["elapsed"])

    def _save(self) -> None:
        save_checkpoint(
            self._path,
            model=self._model.state_dict(),
            average=self.average,
            optimizer=self._optimizer.state_dict(),
            elapsed=self._budget.elapsed,
            step=self.step,
            loss=self._loss,
        )


def update_average(average: list[Tensor], parameters: Iterable[Tensor], step: int) -> None:
    """Moves the exponential moving average on; its memory grows over the first steps.

    Does nothing for no averages.
    """
    decay = min(_EMA, (1 + step) / (10 + step))
    with torch.no_grad():
        for mean, parameter in zip(average, parameters, strict=False):
            mean.lerp_(parameter, 1 - decay)
