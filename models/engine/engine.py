"""Runs requests on the models in worker processes, without ever holding up the event loop."""

import asyncio
import contextlib
import itertools
import logging
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from models.backend import Capabilities
from models.base import KIND_OF_REQUEST, GenerationRequest, Kind, ProgressCallback
from models.engine.admission import Admission
from models.engine.configuration import EngineConfiguration, Lane
from models.engine.dispatcher import Dispatcher
from models.engine.job import Job
from models.engine.messages import Hello
from models.engine.observer import EngineObserver, Unobserved
from models.engine.supervisor import Supervisor
from models.errors import EngineStopped, GenerationError, ModelUnavailable, QueueFull

__all__ = ["EngineConfiguration", "InferenceEngine", "Job"]

GRACE_SECONDS = 20.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _RunningLane:
    lane: Lane
    dispatcher: Dispatcher
    supervisor: Supervisor


class InferenceEngine:
    """Queues requests in this process and has them made in others, one for each lane.

    Every method is called in the event loop that `start` was called in.
    """

    def __init__(
        self, configuration: EngineConfiguration, observer: EngineObserver | None = None
    ) -> None:
        self._configuration = configuration
        self._observer = observer or Unobserved()
        self._dispatchers: list[Dispatcher] = []
        self._admission = Admission(configuration, self._dispatchers)
        self._lanes = [self._set_up(lane) for lane in configuration.lanes]
        self._tasks: list[asyncio.Task[None]] = []
        self._is_open = False
        self._closing: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._job_ids = itertools.count(1)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # Nobody is left to wait for what runs if this ends in an error.
        await self.stop(GRACE_SECONDS if exc is None else 0)

    async def start(self) -> None:
        """Starts the workers and waits until each is ready for jobs.

        Also returns when it turns out that one can't start. The engine goes on trying; until that
        succeeds, jobs of its kinds end in ModelUnavailable.
        """
        if self._closing is not None:
            await asyncio.shield(self._closing)
        if not self._tasks:
            self._hurry.clear()
            for running in self._lanes:
                running.supervisor.settled.clear()
                self._tasks.append(asyncio.create_task(running.supervisor.run()))
            self._tasks.append(asyncio.create_task(self._look_after()))
        self._is_open = True
        try:
            for running in self._lanes:
                await running.supervisor.settled.wait()
        except asyncio.CancelledError:
            await self.stop(grace_seconds=0)
            raise

    async def stop(self, grace_seconds: float = GRACE_SECONDS) -> None:
        """Takes no more jobs and ends the workers; when this returns, none is left.

        Running jobs may end within the grace; every other waiter gets EngineStopped at once. May be
        called again meanwhile: the shortest grace counts. Cancelling this ends the grace.
        """
        if not self._is_open and self._closing is None:
            return
        self._is_open = False
        closing = self._closing = self._closing or asyncio.create_task(self._close())
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(closing), grace_seconds)
        finally:
            self._hurry.set()
            await asyncio.shield(closing)

    def submit(
        self,
        request: GenerationRequest,
        *,
        member_id: int,
        guild_id: int | None = None,
        on_progress: ProgressCallback | None = None,
        reference: str | None = None,
    ) -> Job:
        """Queues a request, at once.

        Args:
            request: What to make.
            member_id: Who asked; members are served in turn.
            guild_id: Where they asked; None for direct messages.
            on_progress: Called in the event loop, and no more once `result` has returned.
            reference: What the job is called in the log, the worker's lines included.

        Raises:
            QueueFull: Too many wait; it says how many and when to come back.
            ModelUnavailable: No worker for it can be started, or none is configured.
            EngineStopped: The engine has not started or has stopped.
        """
        if not self._is_open:
            raise _stopped()
        kind = KIND_OF_REQUEST[type(request)]
        lane = self._lane(kind)
        try:
            self._admission.check(member_id, guild_id)
        except QueueFull:
            self._observer.job_refused(kind)
            raise
        job = Job(
            next(self._job_ids),
            request,
            member_id=member_id,
            guild_id=guild_id,
            line=lane.dispatcher,
            observer=self._observer,
            on_progress=on_progress,
            reference=reference,
        )
        lane.dispatcher.add(job)
        return job

    def capabilities(self, kind: Kind) -> Capabilities:
        """Returns what the model for that kind can do.

        Raises:
            ModelUnavailable: There is none, or no worker has started yet.
        """
        return self._hello(kind).capabilities

    def model_id(self, kind: Kind) -> str:
        """Returns the id of the model for that kind.

        Raises:
            ModelUnavailable: There is none, or no worker has started yet.
        """
        return self._hello(kind).model_id

    @property
    def running(self) -> list[Job]:
        """The jobs that workers have now, cancelled ones that they have not let go of included."""
        return [job for dispatcher in self._dispatchers for job in dispatcher.running]

    def warm_up(self, kind: Kind) -> None:
        """Has the model for that kind loaded before somebody needs it; a failure is logged."""
        for running in self._lanes:
            if kind in running.lane.kinds:
                running.dispatcher.load()

    def _set_up(self, lane: Lane) -> _RunningLane:
        dispatcher = Dispatcher(
            self._configuration,
            lane,
            self._observer,
            may_run=self._admission.may_run,
            on_room=self._send_next,
        )
        self._dispatchers.append(dispatcher)
        return _RunningLane(lane, dispatcher, Supervisor(self._configuration, lane, dispatcher))

    def _lane(self, kind: Kind) -> _RunningLane:
        """Returns where that kind is made, if a worker starts there."""
        for running in self._lanes:
            if kind in running.lane.kinds:
                if running.supervisor.unavailable is not None:
                    raise running.supervisor.unavailable.with_traceback(None)
                return running
        raise ModelUnavailable(f"No model is configured for {kind.value}.")

    def _hello(self, kind: Kind) -> Hello:
        hello = self._lane(kind).supervisor.hello
        if hello is None:
            raise ModelUnavailable("The models are starting.")
        return hello

    def _send_next(self) -> None:
        # The limits hold in all lanes together, so room in one may let a job run in another.
        for dispatcher in self._dispatchers:
            dispatcher.send_next()

    async def _look_after(self) -> None:
        while True:
            await asyncio.sleep(self._configuration.upkeep_seconds)
            for running in self._lanes:
                try:
                    running.dispatcher.look_after()
                except Exception:
                    logger.exception("Looking after the %s lane failed", running.lane.name)

    async def _close(self) -> None:
        for dispatcher in self._dispatchers:
            dispatcher.fail_waiting(_stopped())
        await self._until_ended_or_in_a_hurry()
        for dispatcher in self._dispatchers:
            dispatcher.fail_all(_stopped())
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        for running in self._lanes:
            running.supervisor.settled.set()
        self._closing = None

    async def _until_ended_or_in_a_hurry(self) -> None:
        waits = [
            asyncio.create_task(_until_ended(self.running)),
            asyncio.create_task(self._hurry.wait()),
        ]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()


async def _until_ended(jobs: list[Job]) -> bool:
    for job in jobs:
        with contextlib.suppress(GenerationError):
            await job.result()
    return True


def _stopped() -> EngineStopped:
    return EngineStopped("The bot is shutting down. Please try again in a minute.")
