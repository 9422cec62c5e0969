"""The jobs that a lane's worker has: handing them over, hearing of them, noticing silence."""

import time

from models.base import Progress
from models.engine.batch import Batch, Slot
from models.engine.configuration import EngineConfiguration
from models.engine.cost import CostModel
from models.engine.forecast import Stay, seconds_left
from models.engine.job import Job
from models.engine.loading import Loading
from models.engine.messages import Alive, Cancel, Failed, Finished, FromWorker, Reported, Run
from models.engine.silence import SilenceWatch
from models.engine.worker_process import WorkerProcess


class RunningJobs:
    """What was sent to a worker and has not come back.

    A job that was cancelled is here until the worker has let go of it: so the worker never has more
    than it can make at one time, and a late answer finds a job that has ended.
    """

    def __init__(self, configuration: EngineConfiguration, costs: CostModel) -> None:
        self._configuration = configuration
        self._costs = costs
        self._batch = Batch()
        self._loading = Loading()
        self._worker: WorkerProcess | None = None
        self._silence = SilenceWatch(self._deadline, self._kill_silent)

    def __len__(self) -> int:
        return len(self._batch)

    @property
    def jobs(self) -> list[Job]:
        return [slot.job for slot in self._batch]

    def stays(self) -> list[Stay]:
        """Returns how long each job will still run."""
        return [Stay(slot.job.member_id, self._seconds_left(slot)) for slot in self._batch]

    @property
    def load_seconds_left(self) -> float:
        """How long the model will still take to load."""
        return self._loading.seconds_left

    def send(self, worker: WorkerProcess, job: Job) -> None:
        """Has a worker make a job."""
        self._worker = worker
        job.start()
        self._batch.add(job)
        worker.send(Run(job.id, job.request, job.reference))
        self._silence.reset()

    def cancel(self, job: Job) -> bool:
        """Tells the worker to stop; returns whether it has the job at all."""
        if self._worker is None or self._batch.get(job.id) is None:
            return False
        self._worker.send(Cancel(job.id))
        return True

    def hear(self, message: FromWorker) -> bool:
        """Passes an answer to its job; returns whether the worker has let go of one."""
        match message:
            case Reported(job_id, progress):
                self._note(job_id, progress)
            case Alive(job_id):
                self._note(job_id)
            case Finished(job_id, result) if (slot := self._batch.end(job_id)) is not None:
                self._learn(slot)
                slot.job.finish(result)
                return True
            case Failed(job_id, error) if (slot := self._batch.end(job_id)) is not None:
                slot.job.fail(error)
                return True
            case _:
                pass
        return False

    def lose_worker(self) -> list[Job]:
        """Returns the jobs that the worker had when it ended."""
        jobs = self.jobs
        self._worker = None
        self._batch.clear()
        self._loading.begin_anew()
        self._silence.reset()
        return jobs

    def _note(self, job_id: int, progress: Progress | None = None) -> None:
        slot = self._batch.get(job_id)
        if slot is None:
            return
        if progress is not None:
            self._loading.hear(progress.stage)
        if self._batch.hear(slot, progress):
            self._silence.reset()
        if progress is not None:
            slot.job.advance(progress, self._seconds_left(slot))

    def _learn(self, slot: Slot) -> None:
        # A job that was cancelled may have been cut short.
        if slot.generating_since is not None and not slot.job.done:
            self._costs.learn(slot.job.request, work=slot.work, elapsed=slot.elapsed)

    def _seconds_left(self, slot: Slot) -> float:
        predicted = self._costs.elapsed_seconds(slot.job.request)
        left = seconds_left(slot.elapsed, slot.fraction, predicted)
        return left + self._loading.seconds_left

    def _deadline(self) -> float | None:
        return self._batch.deadline(
            self._configuration.load_seconds, self._configuration.stall_seconds
        )

    def _kill_silent(self) -> None:
        if self._worker is not None:
            silent = max(time.perf_counter() - slot.heard_at for slot in self._batch)
            self._worker.kill(f"it said nothing of a job for {silent:.0f} seconds and was killed")
