"""Progress and cancellation while a model writes."""

from collections.abc import Callable, Sequence

from models.base import Progress, ProgressCallback, Stage
from models.errors import GenerationCancelled
from models.text.forms import Section

_STEPS_A_WORD = 1.5


def estimate_steps(sections: Sequence[Section]) -> int:
    """Returns about how many steps of the model a work takes."""
    words = sum(
        (line.min_words + line.max_words) / 2
        for section in sections
        if section.repeats is None
        for line in section.lines
    )
    return max(1, round(words * _STEPS_A_WORD))


class Watch:
    """Counts the steps of one work, reports them and asks whether to go on."""

    def __init__(
        self, estimate: int, on_progress: ProgressCallback, is_cancelled: Callable[[], bool]
    ) -> None:
        self._estimate = estimate
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self._steps = 0
        self._percent = -1

    def on_token(self) -> None:
        """Counts a step.

        Raises:
            GenerationCancelled: Somebody asked to stop.
        """
        if self._is_cancelled():
            raise GenerationCancelled("Stopped as asked.")
        percent = min(99, 100 * self._steps // self._estimate)
        self._steps += 1
        if percent > self._percent:
            self._percent = percent
            self._on_progress(Progress(Stage.GENERATING, percent / 100))
