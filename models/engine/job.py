"""One request on its way through the engine."""

import asyncio
import logging
import time
from dataclasses import replace
from typing import Protocol

from models.base import (
    KIND_OF_REQUEST,
    GenerationRequest,
    GenerationResult,
    Kind,
    Progress,
    ProgressCallback,
    Stage,
)
from models.engine.countdown import Countdown
from models.engine.observer import EngineObserver, Outcome
from models.errors import EngineStopped, GenerationCancelled, GenerationError

logger = logging.getLogger(__name__)


class Line(Protocol):
    """Where a job waits and runs."""

    def cancel(self, job: "Job") -> None:
        """Ends a job and frees its place."""
        ...

    def tell_places(self) -> None:
        """Sees to it that all waiting jobs know their place and time."""
        ...


class Job:
    """A request that was accepted. It always ends: in a result, an error or a cancellation."""

    def __init__(
        self,
        job_id: int,
        request: GenerationRequest,
        *,
        member_id: int,
        guild_id: int | None,
        line: Line,
        observer: EngineObserver,
        on_progress: ProgressCallback | None = None,
        reference: str | None = None,
    ) -> None:
        self.id = job_id
        self.reference = reference or str(job_id)
        self.request = request
        self.member_id = member_id
        self.guild_id = guild_id
        self.attempts = 0
        self._line = line
        self._observer = observer
        self._on_progress = on_progress
        self._place: int | None = None
        self._countdown = Countdown()
        self._told: tuple[int, int] | None = None
        self._submitted_at = time.perf_counter()
        self._started_at: float | None = None
        self._result: GenerationResult | None = None
        self._error: GenerationError | None = None
        self._ended = asyncio.Event()

    @property
    def kind(self) -> Kind:
        """What is to be made."""
        return KIND_OF_REQUEST[type(self.request)]

    @property
    def place(self) -> int | None:
        """Place in line, from 1; None once a worker has the job, and when it has ended."""
        self._line.tell_places()
        return self._place

    @property
    def expected_seconds(self) -> float | None:
        """About how long until the work is there; None if unknown, and when it has ended."""
        self._line.tell_places()
        return self._countdown.seconds

    @property
    def started(self) -> bool:
        """Whether a worker was given the job."""
        return self.attempts > 0

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
            self._line.cancel(self)

    def wait_at(self, place: int, expected_seconds: float) -> None:
        """Tells the waiting member what has changed of place and time; the engine calls it."""
        self._place = place
        self._countdown.expect(expected_seconds)
        seconds = self._countdown.seconds or 0.0
        if (place, round(seconds)) != self._told:
            self._told = (place, round(seconds))
            self._report(Progress(Stage.QUEUED, place=place, expected_seconds=seconds))

    def start(self) -> None:
        """Notes that the job was handed to a worker; the engine calls it."""
        self._place = None
        self.attempts += 1
        if self._started_at is None:
            self._started_at = time.perf_counter()
            self._observer.job_started(self.kind, self._started_at - self._submitted_at)

    def advance(self, progress: Progress, seconds_left: float) -> None:
        """Passes progress of the model on; the engine calls it."""
        self._countdown.expect(progress.expected_seconds or seconds_left)
        self._report(replace(progress, expected_seconds=self._countdown.seconds))

    def finish(self, result: GenerationResult) -> None:
        """Ends the job well, unless it has ended; the engine calls it."""
        if not self.done:
            self._result = result
            self._end(Outcome.FINISHED)

    def fail(self, error: GenerationError) -> None:
        """Ends the job with an error, unless it has ended; the engine calls it."""
        if not self.done:
            self._error = error
            self._end(_outcome_of(error))

    def _end(self, outcome: Outcome) -> None:
        self._place = None
        self._countdown.forget()
        self._ended.set()
        now = time.perf_counter()
        started_at = now if self._started_at is None else self._started_at
        waited, ran = started_at - self._submitted_at, now - started_at
        self._observer.job_ended(self.kind, outcome, waited, ran, self._result)

    def _report(self, progress: Progress) -> None:
        """Passes progress on, later in the event loop."""
        if self._on_progress is not None and not self.done:
            asyncio.get_running_loop().call_soon(self._call_back, self._on_progress, progress)

    def _call_back(self, on_progress: ProgressCallback, progress: Progress) -> None:
        try:
            on_progress(progress)
        except Exception:
            logger.exception("A progress callback failed", extra={"job": self.reference})


def _outcome_of(error: GenerationError) -> Outcome:
    if isinstance(error, GenerationCancelled):
        return Outcome.CANCELLED
    return Outcome.STOPPED if isinstance(error, EngineStopped) else Outcome.FAILED
