"""Runs requests on the models in a worker process, without ever holding up the event loop."""

import asyncio
import contextlib
import itertools
from types import TracebackType
from typing import Self

from models.base import Capabilities, GenerationRequest, Kind, ProgressCallback
from models.engine.configuration import EngineConfiguration
from models.engine.dispatcher import Dispatcher
from models.engine.job import Job
from models.engine.messages import Hello, Load
from models.engine.supervisor import Supervisor
from models.errors import EngineStopped, GenerationError, ModelUnavailable

__all__ = ["EngineConfiguration", "InferenceEngine", "Job"]

GRACE_SECONDS = 5.0


class InferenceEngine:
    """Queues requests in this process and has them made in another, one at a time.

    Every method is called in the event loop that `start` was called in.
    """

    def __init__(self, configuration: EngineConfiguration) -> None:
        self._dispatcher = Dispatcher(configuration)
        self._supervisor = Supervisor(configuration, self._dispatcher)
        self._supervision: asyncio.Task[None] | None = None
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
        await self.stop()

    async def start(self) -> None:
        """Starts the worker and waits until it is ready for jobs.

        Also returns when it turns out that no worker can start. The engine goes on trying; until
        that succeeds, jobs end in ModelUnavailable.
        """
        if self._supervision is None:
            self._supervisor.settled.clear()
            self._supervision = asyncio.create_task(self._supervisor.run())
        try:
            await self._supervisor.settled.wait()
        except asyncio.CancelledError:
            await self.stop(grace_seconds=0)
            raise

    async def stop(self, grace_seconds: float = GRACE_SECONDS) -> None:
        """Takes no more jobs and ends the worker.

        The running job may end within the grace; every other waiter gets EngineStopped at once.
        """
        supervision, self._supervision = self._supervision, None
        self._dispatcher.fail_queued(_stopped())
        if self._dispatcher.running is not None:
            with contextlib.suppress(TimeoutError, GenerationError):
                await asyncio.wait_for(self._dispatcher.running.result(), grace_seconds)
        self._dispatcher.fail_all(_stopped())
        if supervision is not None:
            supervision.cancel()
            await asyncio.wait([supervision])
        self._supervisor.settled.set()

    def submit(
        self,
        request: GenerationRequest,
        *,
        member_id: int,
        on_progress: ProgressCallback | None = None,
    ) -> Job:
        """Queues a request, at once.

        Args:
            request: What to make.
            member_id: Who asked; members are served in turn.
            on_progress: Called in the event loop, and no more once `result` has returned.

        Raises:
            QueueFull: Too many wait; it says how many and when to come back.
            EngineStopped: The engine has not started or has stopped.
        """
        if self._supervision is None:
            raise _stopped()
        job = Job(next(self._job_ids), request, member_id, on_progress, self._dispatcher.cancel)
        self._dispatcher.add(job)
        return job

    def capabilities(self, kind: Kind) -> Capabilities:
        """Returns what the model for that kind can do.

        Raises:
            ModelUnavailable: There is none, or no worker has started yet.
        """
        return self._hello(kind).capabilities[kind]

    def model_id(self, kind: Kind) -> str:
        """Returns the id of the model for that kind.

        Raises:
            ModelUnavailable: There is none, or no worker has started yet.
        """
        return self._hello(kind).model_ids[kind]

    def warm_up(self, kind: Kind) -> None:
        """Has the model for that kind loaded before somebody needs it; a failure is logged."""
        self._dispatcher.load(Load(kind))

    def _hello(self, kind: Kind) -> Hello:
        hello = self._supervisor.hello
        if hello is None:
            raise self._supervisor.unavailable or ModelUnavailable("The models are starting.")
        if kind not in hello.model_ids:
            raise ModelUnavailable(f"No model is configured for {kind.value}.")
        return hello


def _stopped() -> EngineStopped:
    return EngineStopped("The bot is shutting down. Please try again in a minute.")
