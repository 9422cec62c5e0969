"""One request on its way through the engine."""

import asyncio
import logging
from collections.abc import Callable

from models.base import GenerationRequest, GenerationResult, Progress, ProgressCallback, Stage
from models.errors import GenerationError

logger = logging.getLogger(__name__)


class Job:
    """A request that was accepted. It always ends: in a result, an error or a cancellation."""

    def __init__(
        self,
        job_id: int,
        request: GenerationRequest,
        member_id: int,
        on_progress: ProgressCallback | None,
        cancel: Callable[["Job"], None],
    ) -> None:
        self.id = job_id
        self.request = request
        self.member_id = member_id
        self.attempts = 0
        self._on_progress = on_progress
        self._cancel = cancel
        self._place: int | None = None
        self._result: GenerationResult | None = None
        self._error: GenerationError | None = None
        self._ended = asyncio.Event()

    @property
    def place(self) -> int | None:
        """Place in line, from 1; None once the model has it."""
        return self._place

    @property
    def done(self) -> bool:
        """Whether the job has ended, however it did."""
        return self._ended.is_set()

    async def result(self) -> GenerationResult:
        """Waits for the work; may be awaited several times, and given up without harm to the job.

        Raises:
            GenerationError: Why there is none.
        """
        await self._ended.wait()
        if self._error is not None:
            raise self._error.with_traceback(None)
        assert self._result is not None  # noqa: S101  a job that ended has either
        return self._result

    def cancel(self) -> None:
        """Ends the job with GenerationCancelled at once; the model stops within a step.

        Does nothing to a job that has ended.
        """
        if not self.done:
            self._cancel(self)

    def queued_at(self, place: int) -> None:
        """Tells the waiting member a new place in line; the engine calls it."""
        if place != self._place:
            self._place = place
            self.report(Progress(Stage.QUEUED, place=place))

    def started(self) -> None:
        """Notes that the job was handed to a worker; the engine calls it."""
        self._place = None
        self.attempts += 1

    def report(self, progress: Progress) -> None:
        """Passes progress on, later in the event loop; the engine calls it."""
        if self._on_progress is not None and not self.done:
            asyncio.get_running_loop().call_soon(self._call_back, self._on_progress, progress)

    def finish(self, result: GenerationResult) -> None:
        """Ends the job well, unless it has ended; the engine calls it."""
        if not self.done:
            self._result = result
            self._end()

    def fail(self, error: GenerationError) -> None:
        """Ends the job with an error, unless it has ended; the engine calls it."""
        if not self.done:
            self._error = error
            self._end()

    def _end(self) -> None:
        self._place = None
        self._ended.set()

    def _call_back(self, on_progress: ProgressCallback, progress: Progress) -> None:
        try:
            on_progress(progress)
        except Exception:
            logger.exception("The progress callback of job %d failed", self.id)
