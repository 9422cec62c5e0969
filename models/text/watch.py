"""Progress while a model writes."""

from models.base import Progress, ProgressCallback, Stage
from models.text.forms.lines import Layout, new_lines

_STEPS_A_WORD = 1.5


def estimate_steps(layout: Layout) -> int:
    """Returns about how many steps of the model a work takes."""
    words = sum((line.measure.fewest + line.measure.most) / 2 for line in new_lines(layout))
    return max(1, round(words * _STEPS_A_WORD))


class Watch:
    """Counts the steps of one work and reports how far it is."""

    def __init__(self, estimate: int, on_progress: ProgressCallback) -> None:
        self._estimate = estimate
        self._on_progress = on_progress
        self._steps = 0
        self._fraction = 0.0
        self._draft: str | None = None

    def on_step(self) -> None:
        """Counts a step."""
        self._steps += 1
        fraction = min(99, 100 * self._steps // self._estimate) / 100
        if fraction > self._fraction:
            self._fraction = fraction
            self._report()

    def on_line(self, draft: str) -> None:
        """Takes note of what is written so far."""
        self._draft = draft
        self._report()

    def _report(self) -> None:
        self._on_progress(Progress(Stage.GENERATING, self._fraction, draft=self._draft))
