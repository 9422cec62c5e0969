"""Hands waiting jobs to the worker, one at a time, and its answers back to them."""

import time

from models.base import Stage
from models.engine.admission import Admission
from models.engine.configuration import EngineConfiguration
from models.engine.job import Job
from models.engine.messages import Cancel, Failed, Finished, FromWorker, Load, Reported, Run
from models.engine.queue import FairQueue
from models.engine.worker_process import WorkerProcess
from models.errors import GenerationCancelled, GenerationError, WorkerDied

MAX_ATTEMPTS = 2


class Dispatcher:
    """Every job that is added ends, whatever becomes of the worker."""

    def __init__(self, configuration: EngineConfiguration) -> None:
        self._configuration = configuration
        self._queue = FairQueue()
        self._admission = Admission(
            self._queue, configuration.max_queued, configuration.max_queued_per_member
        )
        self._worker: WorkerProcess | None = None
        self._running: Job | None = None
        self._running_since = 0.0
        self._generating = False

    @property
    def running(self) -> Job | None:
        """The job that the worker has, or will get again when it is back."""
        return self._running

    def add(self, job: Job) -> None:
        """Queues a job.

        Raises:
            QueueFull: Too many wait.
        """
        self._admission.check(job.member_id)
        self._queue.add(job)
        self._tell_places()
        self._send_next()

    def cancel(self, job: Job) -> None:
        """Ends a job now; its place in line is free, or the model is told to stop."""
        job.fail(GenerationCancelled("Cancelled."))
        if job is not self._running:
            self._queue.remove(job)
            self._tell_places()
        elif self._worker is not None:
            self._worker.send(Cancel(job.id))
        else:
            self._running = None

    def fail_queued(self, error: GenerationError) -> None:
        """Ends all jobs that wait."""
        for job in self._queue.in_order():
            self._queue.remove(job)
            job.fail(error)

    def fail_all(self, error: GenerationError) -> None:
        """Ends the running job and all that wait."""
        self.fail_queued(error)
        if self._running is not None:
            self._running.fail(error)
        self._running = None

    def load(self, message: Load) -> None:
        """Has a model made ready, if there is a worker."""
        if self._worker is not None:
            self._worker.send(message)

    def worker_started(self, worker: WorkerProcess) -> None:
        """Takes up work with a new worker, first the job that its predecessor died of."""
        self._worker = worker
        if self._running is None:
            self._send_next()
        else:
            self._send(worker, self._running)

    def worker_said(self, message: FromWorker) -> None:
        """Passes an answer to the running job."""
        job = self._running
        match message:
            case Reported(job_id, progress) if job is not None and job.id == job_id:
                self._generating = progress.stage is Stage.GENERATING
                job.report(progress)
            case Finished(job_id, result) if job is not None and job.id == job_id:
                self._admission.learn(time.monotonic() - self._running_since)
                job.finish(result)
                self._running = None
            case Failed(job_id, error) if job is not None and job.id == job_id:
                job.fail(error)
                self._running = None
            case _:
                pass
        self._watch()
        self._send_next()

    def worker_lost(self) -> None:
        """Keeps the running job for the next worker, unless it has cost two their lives."""
        self._worker = None
        job = self._running
        if job is None:
            return
        if job.attempts >= MAX_ATTEMPTS:
            job.fail(
                WorkerDied(
                    "The model broke down over this twice, so I gave it up. "
                    "Something shorter or smaller may work."
                )
            )
        if job.done:
            self._running = None

    def _send_next(self) -> None:
        if self._worker is None or self._running is not None or not self._queue:
            return
        self._running = self._queue.pop()
        self._send(self._worker, self._running)
        self._tell_places()

    def _send(self, worker: WorkerProcess, job: Job) -> None:
        self._running_since = time.monotonic()
        self._generating = False
        job.started()
        worker.send(Run(job.id, job.request))
        self._watch()

    def _watch(self) -> None:
        """Gives the worker its time to say the next word, if it has something to do."""
        if self._worker is None:
            return
        if self._running is None:
            self._worker.watch(None)
        elif self._generating:
            self._worker.watch(self._configuration.stall_seconds)
        else:
            self._worker.watch(self._configuration.load_seconds)

    def _tell_places(self) -> None:
        for place, job in enumerate(self._queue.in_order(), start=1):
            job.queued_at(place)
