"""Keeps a lane's worker running: starts it, listens to it, starts it again when it has died."""

import asyncio
import logging
from typing import Protocol

from models.backend import Capabilities
from models.engine.configuration import EngineConfiguration, Lane
from models.engine.messages import Failed, Finished, FromWorker, Hello
from models.engine.worker_process import WorkerEnded, WorkerProcess
from models.errors import GenerationError, ModelUnavailable

# Waiting members are told that there is no worker after so many failed starts in a row. Where one
# was ready before, weights and settings are fine: it is worth waiting for.
START_TRIES = 3
RESTART_TRIES = 8

logger = logging.getLogger(__name__)


class Listener(Protocol):
    """Who works with the worker; its calls return at once and raise nothing."""

    def worker_started(self, worker: WorkerProcess, capabilities: Capabilities) -> None:
        """There is a worker to send jobs to."""
        ...

    def worker_said(self, message: FromWorker) -> None:
        """It sent a message."""
        ...

    def worker_lost(self, *, planned: bool) -> None:
        """It is gone; another one will be started."""
        ...

    def fail_all(self, error: GenerationError) -> None:
        """It fails to start; it will be tried again, but nobody should wait for that."""
        ...


class Supervisor:
    """Looks after one lane's worker for a listener.

    Attributes:
        hello: What the last worker said of its model; None before the first.
        unavailable: Why no worker starts; None while one does.
        settled: Set when it is known whether a worker starts.
    """

    def __init__(self, configuration: EngineConfiguration, lane: Lane, listener: Listener) -> None:
        self.hello: Hello | None = None
        self.unavailable: ModelUnavailable | None = None
        self.settled = asyncio.Event()
        self._configuration = configuration
        self._lane = lane
        self._listener = listener
        self._failures = 0
        self._failed_starts = 0

    async def run(self) -> None:
        """Keeps a worker running until this is cancelled; then none is left."""
        name = self._lane.name
        while True:
            try:
                await self._run_one()
            except WorkerEnded as ended:
                if ended.is_planned:
                    logger.info("The worker for %s was ended: %s", name, ended.cause)
                    continue
                # No traceback: it would show our side, and nothing is wrong there.
                logger.error("The worker for %s ended: %s", name, ended)  # noqa: TRY400
            except Exception:
                logger.exception("Listening to the worker for %s failed", name)
            self._failures += 1
            await asyncio.sleep(self._pause())

    async def _run_one(self) -> None:
        worker, hello = await self._start()
        planned = False
        try:
            self._listener.worker_started(worker, hello.capabilities)
            while True:
                message = await worker.receive()
                if isinstance(message, Finished | Failed):
                    self._failures = 0
                self._listener.worker_said(message)
        except WorkerEnded as ended:
            planned = ended.is_planned
            raise
        except asyncio.CancelledError:
            planned = True
            raise
        finally:
            # Nothing may be sent to it while it ends.
            self._listener.worker_lost(planned=planned)
            await worker.end()

    async def _start(self) -> tuple[WorkerProcess, Hello]:
        try:
            worker, hello = await WorkerProcess.start(self._configuration, self._lane)
        except WorkerEnded as ended:
            self._failed_starts += 1
            if self._failed_starts >= (RESTART_TRIES if self.hello else START_TRIES):
                self.unavailable = ModelUnavailable(
                    f"The models could not be started: {ended.cause}"
                )
                self._listener.fail_all(self.unavailable)
                self.settled.set()
            raise
        self.hello = hello
        self._failed_starts = 0
        self.unavailable = None
        self.settled.set()
        return worker, hello

    def _pause(self) -> float:
        doublings = min(self._failures - 1, 16)
        pause = self._configuration.restart_seconds * 2.0**doublings
        return min(pause, self._configuration.max_restart_seconds)
