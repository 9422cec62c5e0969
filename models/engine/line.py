"""The jobs that wait for one lane, with their places and times."""

from collections.abc import Callable, Iterator

from models.engine.cost import CostModel
from models.engine.forecast import Room, Span, Stay, forecast
from models.engine.job import Job
from models.engine.queue import FairQueue


class WaitingLine:
    """A fair queue whose jobs learn their place and how long they will wait."""

    def __init__(self, costs: CostModel) -> None:
        self._costs = costs
        self._queue: FairQueue[Job] = FairQueue()

    def __len__(self) -> int:
        return len(self._queue)

    def __iter__(self) -> Iterator[Job]:
        return iter(self._queue)

    def add(self, job: Job) -> None:
        """Lines a job up."""
        self._queue.add(job, self._costs.work_seconds(job.request))

    def pop(self, may_run: Callable[[Job], bool]) -> Job | None:
        """Takes out the job whose turn it is, of those that may run."""
        return self._queue.pop(may_run)

    def remove(self, job: Job) -> None:
        """Takes out a job, if it waits here."""
        self._queue.remove(job)

    def seconds_of(self, job: Job) -> float:
        """Returns how long a job will run."""
        return self._costs.elapsed_seconds(job.request)

    def spans(self, room: Room) -> list[tuple[Job, Span]]:
        """Returns when each job will start and end, the next one first."""
        jobs = self._queue.in_order()
        stays = (Stay(job.member_id, self.seconds_of(job)) for job in jobs)
        return list(zip(jobs, forecast(room, stays), strict=True))

    def tell(self, room: Room) -> None:
        """Tells every job its place and time."""
        for place, (job, span) in enumerate(self.spans(room), start=1):
            job.wait_at(place, span.end)
