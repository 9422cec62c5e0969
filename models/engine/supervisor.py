"""Keeps one worker running: starts it, listens to it, starts it again when it has died."""

import asyncio
import logging
from typing import Protocol

from models.engine.configuration import EngineConfiguration
from models.engine.messages import Failed, Finished, FromWorker, Hello
from models.engine.worker_process import WorkerEnded, WorkerProcess
from models.errors import GenerationError, ModelUnavailable

START_TRIES = 3

logger = logging.getLogger(__name__)


class Listener(Protocol):
    """Who works with the worker."""

    def worker_started(self, worker: WorkerProcess) -> None:
        """There is a worker to send jobs to."""
        ...

    def worker_said(self, message: FromWorker) -> None:
        """It sent a message."""
        ...

    def worker_lost(self) -> None:
        """It is gone; another one will be started."""
        ...

    def fail_all(self, error: GenerationError) -> None:
        """It fails to start; it will be tried again, but nobody should wait for that."""
        ...


class Supervisor:
    """Looks after one worker for a listener.

    Attributes:
        hello: What the last worker said of its models; None before the first.
        unavailable: Why no worker starts; None while one does.
        settled: Set when it is known whether a worker starts.
    """

    def __init__(self, configuration: EngineConfiguration, listener: Listener) -> None:
        self.hello: Hello | None = None
        self.unavailable: ModelUnavailable | None = None
        self.settled = asyncio.Event()
        self._configuration = configuration
        self._listener = listener
        self._failures = 0

    async def run(self) -> None:
        """Keeps a worker running until this is cancelled; then none is left."""
        while True:
            try:
                await self._run_one()
            except WorkerEnded as ended:
                # No traceback: it would show our side, and nothing is wrong there.
                logger.error("The worker ended: %s", ended)  # noqa: TRY400
            except Exception:
                logger.exception("Listening to the worker failed")
            self._failures += 1
            await asyncio.sleep(self._pause())

    async def _run_one(self) -> None:
        worker = await self._start()
        try:
            self._listener.worker_started(worker)
            while True:
                message = await worker.receive()
                if isinstance(message, Finished | Failed):
                    self._failures = 0
                self._listener.worker_said(message)
        finally:
            await worker.end()
            self._listener.worker_lost()

    async def _start(self) -> WorkerProcess:
        try:
            worker, self.hello = await WorkerProcess.start(self._configuration)
        except WorkerEnded as ended:
            if self._failures + 1 >= START_TRIES:
                self.unavailable = ModelUnavailable(
                    f"The models could not be started: {ended.cause}"
                )
                self._listener.fail_all(self.unavailable)
                self.settled.set()
            raise
        self.unavailable = None
        self.settled.set()
        return worker

    def _pause(self) -> float:
        doublings = min(self._failures - 1, 16)
        pause = self._configuration.restart_seconds * 2.0**doublings
        return min(pause, self._configuration.max_restart_seconds)
