"""Who may queue and who may run, and when to come back for those who may not queue."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from models.engine.configuration import EngineConfiguration
from models.engine.job import Job
from models.errors import QueueFull

FIRST_GUESS_SECONDS = 10.0


class Occupied(Protocol):
    """A lane, as far as limits go."""

    @property
    def waiting(self) -> Iterable[Job]: ...

    @property
    def running(self) -> Sequence[Job]: ...

    def starts(self) -> Sequence[tuple[float, Job]]:
        """Returns in how many seconds each waiting job will start."""
        ...


class Admission:
    """Holds the limits of all lanes together."""

    def __init__(self, configuration: EngineConfiguration, lanes: Sequence[Occupied]) -> None:
        self._limits = configuration
        self._lanes = lanes

    def check(self, member_id: int, guild_id: int | None) -> None:
        """Lets one more job in.

        Raises:
            QueueFull: No; it says how many wait and when to come back.
        """
        waiting = [job for lane in self._lanes for job in lane.waiting]
        own = sum(job.member_id == member_id for job in waiting)
        if own >= self._limits.max_queued_per_member:
            raise QueueFull(
                f"You have {own} waiting already, the most for one member. "
                + self._come_back(lambda job: job.member_id == member_id)
            )
        if guild_id is not None and self._limits.max_queued_per_guild is not None:
            of_guild = sum(job.guild_id == guild_id for job in waiting)
            if of_guild >= self._limits.max_queued_per_guild:
                raise QueueFull(
                    f"This server has {of_guild} waiting already, the most for one server. "
                    + self._come_back(lambda job: job.guild_id == guild_id)
                )
        if len(waiting) >= self._limits.max_queued:
            # A tenth of the line done is room enough for more than the next who asks.
            after = len(waiting) // 10
            raise QueueFull(
                f"The line is full: {len(waiting)} are waiting. "
                + self._come_back(lambda _: True, after)
            )

    def may_run(self, job: Job) -> bool:
        """Whether a waiting job may run beside those that run now."""
        running = [other for lane in self._lanes for other in lane.running]
        of_member = sum(other.member_id == job.member_id for other in running)
        if not _is_below(of_member, self._limits.max_running_per_member):
            return False
        if job.guild_id is None:
            return True
        of_guild = sum(other.guild_id == job.guild_id for other in running)
        return _is_below(of_guild, self._limits.max_running_per_guild)

    def _come_back(self, is_meant: Callable[[Job], bool], after: int = 0) -> str:
        """Says when the first of those jobs will have left the line, or that many more."""
        starts = sorted(
            start for lane in self._lanes for start, job in lane.starts() if is_meant(job)
        )
        seconds = starts[min(after, len(starts) - 1)] if starts else FIRST_GUESS_SECONDS
        return f"Please try again in about {_in_words(seconds)}."


def _is_below(count: int, limit: int | None) -> bool:
    return limit is None or count < limit


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{max(5, 5 * round(seconds / 5))} seconds"
    return f"{round(seconds / 60)} minutes"
