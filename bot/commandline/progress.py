"""A progress bar on standard error, so that standard output stays clean."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from models.base import Progress as ModelProgress
from models.base import Stage

_WORDS = {
    Stage.QUEUED: "starting",
    Stage.LOADING: "loading the model",
    Stage.GENERATING: "working",
}


class ProgressBar:
    """Shows what a model is doing; disappears when it is done."""

    def __init__(self, description: str = "starting") -> None:
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task(description, total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def show(self, progress: ModelProgress) -> None:
        """Takes a sign of life from a job."""
        self.describe(_WORDS[progress.stage], progress.fraction)

    def describe(self, description: str, fraction: float | None = None) -> None:
        """Shows words of its own; without a fraction, the bar only moves."""
        total = None if fraction is None else 1.0
        self._bar.update(
            self._task, description=description, total=total, completed=fraction or 0.0
        )
