"""Decides which of a lane's waiting jobs its worker gets next, and again after a death."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from models.backend import Capabilities
from models.engine.configuration import EngineConfiguration, Lane
from models.engine.cost import CostModel
from models.engine.forecast import Room
from models.engine.job import Job
from models.engine.line import WaitingLine
from models.engine.messages import FromWorker, Load
from models.engine.observer import EngineObserver
from models.engine.running import RunningJobs
from models.engine.worker_care import WorkerCare
from models.engine.worker_process import WorkerProcess
from models.errors import GenerationCancelled, GenerationError, WorkerDied

MAX_ATTEMPTS = 2


class Dispatcher:
    """One lane's jobs. Every job that is added ends, whatever becomes of the worker.

    When a worker dies, any of the jobs that it had may be the culprit. All of them get a second
    try, but each alone: who costs another worker its life then is given up, and the innocent get
    through.
    """

    def __init__(
        self,
        configuration: EngineConfiguration,
        lane: Lane,
        observer: EngineObserver,
        *,
        may_run: Callable[[Job], bool],
        on_room: Callable[[], None],
    ) -> None:
        """Begins without a worker.

        Args:
            configuration: How patient to be with a worker, and how big it may be.
            lane: Which one.
            observer: Who is told.
            may_run: Whether the limits let a waiting job run now.
            on_room: Called when a job has left the worker, so that others may run, in any lane.
        """
        self._name = lane.name
        self._max_running_per_member = configuration.max_running_per_member
        self._observer = observer
        self._may_run = may_run
        self._on_room = on_room
        costs = CostModel()
        self._line = WaitingLine(costs)
        self._places_are_told = True
        self._running = RunningJobs(configuration, costs)
        self._suspects: deque[Job] = deque()
        self._worker: WorkerProcess | None = None
        self._max_batch = 1
        self._care = WorkerCare(configuration, lane.name)

    @property
    def waiting(self) -> Iterable[Job]:
        """The jobs in line, in no particular order."""
        return self._line

    @property
    def running(self) -> Sequence[Job]:
        """The jobs that the worker has, or will get again when it is back.

        A job that was cancelled is among them until the worker has let go of it.
        """
        return [*self._running.jobs, *self._suspects]

    def starts(self) -> list[tuple[float, Job]]:
        """Returns in how many seconds each waiting job will start."""
        return [(span.start, job) for job, span in self._line.spans(self._room())]

    def add(self, job: Job) -> None:
        """Queues a job."""
        self._line.add(job)
        self._observer.job_queued(job.kind)
        self._line_changed()
        if len(self._line) == 1:
            # The only one may start at once, but is to hear of its time like all others.
            self.tell_places()
        self.send_next()

    def cancel(self, job: Job) -> None:
        """Ends a job now; its place in line is free, or the model is told to stop."""
        job.fail(GenerationCancelled("Cancelled."))
        if job in self._suspects:
            self._suspects.remove(job)
            self._on_room()
        elif not self._running.cancel(job):
            self._line.remove(job)
            self._line_changed()

    def fail_waiting(self, error: GenerationError) -> None:
        """Ends all jobs in line."""
        jobs = list(self._line)
        for job in jobs:
            self._line.remove(job)
            job.fail(error)
        if jobs:
            self._line_changed()

    def fail_all(self, error: GenerationError) -> None:
        """Ends all jobs, those at the worker too."""
        self.fail_waiting(error)
        for job in self.running:
            job.fail(error)
        self._suspects.clear()

    def load(self) -> None:
        """Has the model made ready, if there is a worker."""
        if self._worker is not None:
            self._care.use()
            self._worker.send(Load())

    def tell_places(self) -> None:
        """Sees to it that all waiting jobs know their place and time."""
        if not self._places_are_told:
            self._places_are_told = True
            self._line.tell(self._room())

    def look_after(self) -> None:
        """Refreshes what waiting jobs know, and replaces a worker that is too big or unused."""
        self._line.tell(self._room())
        worker = self._worker
        resident = None if worker is None else worker.resident_bytes()
        if worker is None or resident is None:
            return
        self._observer.worker_memory(self._name, resident)
        because = self._care.weigh(resident)
        if because is not None:
            worker.kill(because)
        self._retire_if_idle()
        self.send_next()

    def send_next(self) -> None:
        """Gives the worker as much as it may have."""
        while self._worker is not None and (job := self._take_next()) is not None:
            self._care.use()
            self._running.send(self._worker, job)
            self._observer.batch_changed(self._name, len(self._running))

    def worker_started(self, worker: WorkerProcess, capabilities: Capabilities) -> None:
        """Takes up work with a new worker, first the jobs that its predecessor died of."""
        self._worker = worker
        self._max_batch = max(1, capabilities.max_batch)
        self._care.forget()
        self._observer.worker_started(self._name)
        self.send_next()

    def worker_said(self, message: FromWorker) -> None:
        """Passes an answer to its job, and gives the worker the next one."""
        if self._running.hear(message):
            self._care.use()
            self._retire_if_idle()
            self._room_made()

    def worker_lost(self, *, planned: bool) -> None:
        """Keeps the worker's jobs for the next one, but for those that it may not have again."""
        self._worker = None
        for job in self._running.lose_worker():
            if job.attempts >= MAX_ATTEMPTS:
                job.fail(_given_up())
            elif not job.done:
                self._suspects.append(job)
        self._observer.worker_lost(self._name, planned=planned)
        self._room_made()

    def _take_next(self) -> Job | None:
        """Takes the job that the worker is to get now; None if it has enough."""
        has_suspect = any(job.attempts >= MAX_ATTEMPTS for job in self._running.jobs)
        if has_suspect or self._care.is_too_big or len(self._running) >= self._max_batch:
            return None
        if self._suspects:
            return None if self._running else self._suspects.popleft()
        job = self._line.pop(self._may_run)
        if job is not None:
            self._line_changed()
        return job

    def _retire_if_idle(self) -> None:
        because = None if self._running else self._care.reason_to_retire()
        if because is not None and self._worker is not None:
            self._worker.retire(because)
            # Nothing may be sent to it any more; the next one takes up what waits.
            self._worker = None

    def _room(self) -> Room:
        """Returns what stands before the line; suspects run one by one, and before all others."""
        running, delay = self._running.stays(), self._running.load_seconds_left
        if self._suspects:
            alone = sum(self._line.seconds_of(job) for job in self._suspects)
            delay = max([delay, *(stay.seconds for stay in running)]) + alone
            running = []
        return Room(running, self._max_batch, delay, self._max_running_per_member)

    def _room_made(self) -> None:
        self._observer.batch_changed(self._name, len(self._running))
        self._on_room()

    def _line_changed(self) -> None:
        self._observer.queue_changed(self._name, len(self._line))
        if self._places_are_told:
            self._places_are_told = False
            # However many come and go at once, places are reckoned once.
            asyncio.get_running_loop().call_soon(self.tell_places)


def _given_up() -> WorkerDied:
    return WorkerDied(
        "The model broke down over this twice, so I gave it up. "
        "Something shorter or smaller may work."
    )
