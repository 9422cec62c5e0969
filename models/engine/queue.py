"""The line of waiting jobs, fair to members."""

import itertools

from models.engine.job import Job


class FairQueue:
    """Serves members in rounds: every member has one job in a round, in the order of arrival.

    Whoever comes new gets into the current round, so a member with a single job waits at most for
    one job of each other member, however many those have queued.
    """

    def __init__(self) -> None:
        self._jobs: dict[int, list[tuple[int, Job]]] = {}
        self._arrivals = itertools.count()
        self._round = 0
        self._last_round: dict[int, int] = {}

    def __len__(self) -> int:
        return sum(len(jobs) for jobs in self._jobs.values())

    def count_of(self, member_id: int) -> int:
        """Returns how many jobs of that member wait."""
        return len(self._jobs.get(member_id, ()))

    def add(self, job: Job) -> None:
        """Lines the job up behind those of its own member."""
        self._jobs.setdefault(job.member_id, []).append((next(self._arrivals), job))

    def in_order(self) -> list[Job]:
        """Returns the jobs in the order in which they will be served if no others come."""
        turns = [
            (self._next_round(member_id) + ahead, arrival, job)
            for member_id, jobs in self._jobs.items()
            for ahead, (arrival, job) in enumerate(jobs)
        ]
        return [job for _, _, job in sorted(turns, key=lambda turn: turn[:2])]

    def pop(self) -> Job:
        """Takes out the job whose turn it is.

        Raises:
            IndexError: Nobody waits.
        """
        job = self.in_order()[0]
        self._round = self._next_round(job.member_id)
        self._last_round[job.member_id] = self._round
        # Rounds gone by give nobody a later turn, so they need not be remembered.
        self._last_round = {
            member_id: last for member_id, last in self._last_round.items() if last >= self._round
        }
        self.remove(job)
        return job

    def remove(self, job: Job) -> None:
        """Takes out a job, if it waits here; those behind it move up."""
        jobs = [waiting for waiting in self._jobs.get(job.member_id, []) if waiting[1] is not job]
        if jobs:
            self._jobs[job.member_id] = jobs
        else:
            self._jobs.pop(job.member_id, None)

    def _next_round(self, member_id: int) -> int:
        return self._last_round.get(member_id, self._round - 1) + 1
