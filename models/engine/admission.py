"""Who may still queue, and when to come back for those who may not."""

from models.engine.queue import FairQueue
from models.errors import QueueFull

FIRST_GUESS_SECONDS = 10.0
WEIGHT_OF_NEWEST = 0.2


class Admission:
    """Holds the limits of a queue and learns how long a job takes, to say when to come back."""

    def __init__(self, queue: FairQueue, max_queued: int, max_queued_per_member: int) -> None:
        self._queue = queue
        self._max_queued = max_queued
        self._max_queued_per_member = max_queued_per_member
        self._seconds_per_job = FIRST_GUESS_SECONDS

    def learn(self, seconds: float) -> None:
        """Notes how long the model took for a job."""
        self._seconds_per_job += WEIGHT_OF_NEWEST * (seconds - self._seconds_per_job)

    def check(self, member_id: int) -> None:
        """Lets one more job of that member in.

        Raises:
            QueueFull: No; it says how many wait and when to come back.
        """
        waiting = len(self._queue)
        own = self._queue.count_of(member_id)
        if own >= self._max_queued_per_member:
            raise QueueFull(
                f"You have {own} waiting already, the most for one member. "
                f"Please try again in about {self._time_for(self._place_of(member_id))}."
            )
        if waiting >= self._max_queued:
            # A tenth of the line done is room enough for more than the next who asks.
            raise QueueFull(
                f"The line is full: {waiting} are waiting. "
                f"Please try again in about {self._time_for(1 + waiting // 10)}."
            )

    def _place_of(self, member_id: int) -> int:
        """Returns the place of the member's first job, from 1."""
        members = [job.member_id for job in self._queue.in_order()]
        return members.index(member_id) + 1 if member_id in members else 1

    def _time_for(self, jobs: int) -> str:
        seconds = jobs * self._seconds_per_job
        if seconds < 90:
            return f"{max(5, 5 * round(seconds / 5))} seconds"
        return f"{round(seconds / 60)} minutes"
