"""The line of waiting jobs, fair to members and then to guilds."""

import heapq
import itertools
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

# Sums of seconds that ought to be equal are not quite.
NEGLIGIBLE_SECONDS = 1e-9


class Queueable(Protocol):
    """What can wait in line: somebody's job, of a guild or by direct message."""

    @property
    def member_id(self) -> int: ...

    @property
    def guild_id(self) -> int | None: ...


JobT = TypeVar("JobT", bound=Queueable)


@dataclass(frozen=True)
class _Waiting(Generic[JobT]):
    arrival: int
    job: JobT
    seconds: float


class FairQueue(Generic[JobT]):
    """Deficit round-robin over members, and within each round over guilds, in seconds of work.

    In a round every member who owes nothing is served one job, and owes its seconds afterwards.
    When none is left who owes nothing, the round is over: all debts fall by the smallest one that
    stands in the way. Members who always want something get the same seconds over time, be it as
    many small jobs or as few big ones.

    Within a round, the guild that got the fewest seconds in it goes first, so a small guild's
    members come early however many a big guild has. Each member's direct messages are a guild of
    their own.

    What follows, as long as nobody is held back by a limit:

    - Who owes nothing waits for at most one job of each other member, whatever those have queued.
    - Who has just been served waits, besides, until the others got as much.
    - A debt is never more than one job, and leaving does not shed it; nobody saves up by idling.
    """

    def __init__(self) -> None:
        self._lines: dict[int, list[_Waiting[JobT]]] = {}
        self._owed: dict[int, float] = {}
        self._guild_seconds: dict[Hashable, float] = {}
        self._arrivals = itertools.count()

    def __len__(self) -> int:
        return sum(len(line) for line in self._lines.values())

    def __iter__(self) -> Iterator[JobT]:
        """Yields the jobs in no particular order."""
        return (waiting.job for line in self._lines.values() for waiting in line)

    def add(self, job: JobT, seconds: float) -> None:
        """Lines the job up behind those of its own member.

        Args:
            job: What waits.
            seconds: Predicted seconds of work; more than 0.
        """
        waiting = _Waiting(next(self._arrivals), job, seconds)
        self._lines.setdefault(job.member_id, []).append(waiting)

    def in_order(self) -> list[JobT]:
        """Returns the jobs in the order in which they will be served if no others come."""
        return self._copy()._drain()  # noqa: SLF001  it is one of us

    def pop(self, may_run: Callable[[JobT], bool] | None = None) -> JobT | None:
        """Takes out the job whose turn it is.

        Args:
            may_run: Whether a job may run now; those that may not are passed over.

        Returns:
            None if no job waits that may run.
        """
        heads = self._heads(may_run or _anything)
        if not heads:
            return None
        self._begin_round_if_over(heads)
        waiting = next(self._round(heads))
        self._serve(waiting)
        return waiting.job

    def remove(self, job: JobT) -> None:
        """Takes out a job, if it waits here; those behind it move up."""
        line = [waiting for waiting in self._lines.get(job.member_id, []) if waiting.job is not job]
        if line:
            self._lines[job.member_id] = line
        else:
            self._lines.pop(job.member_id, None)

    def _drain(self) -> list[JobT]:
        jobs: list[JobT] = []
        # A round at a time, which spares looking through all lines for every job.
        while heads := self._heads(_anything):
            self._begin_round_if_over(heads)
            for waiting in list(self._round(heads)):
                self._serve(waiting)
                jobs.append(waiting.job)
        return jobs

    def _heads(self, may_run: Callable[[JobT], bool]) -> list[_Waiting[JobT]]:
        """Returns the first job of every member that may run."""
        firsts = (
            next((waiting for waiting in line if may_run(waiting.job)), None)
            for line in self._lines.values()
        )
        return [waiting for waiting in firsts if waiting is not None]

    def _begin_round_if_over(self, heads: Sequence[_Waiting[JobT]]) -> None:
        relief = min(self._owed.get(waiting.job.member_id, 0.0) for waiting in heads)
        if relief <= 0:
            return
        self._guild_seconds.clear()
        left = {member_id: owed - relief for member_id, owed in self._owed.items()}
        self._owed = {
            member_id: owed for member_id, owed in left.items() if owed > NEGLIGIBLE_SECONDS
        }

    def _round(self, heads: Sequence[_Waiting[JobT]]) -> Iterator[_Waiting[JobT]]:
        """Yields what this round will serve, in order."""
        guilds: dict[Hashable, list[_Waiting[JobT]]] = {}
        for waiting in sorted(heads, key=lambda waiting: waiting.arrival, reverse=True):
            if waiting.job.member_id not in self._owed:
                guilds.setdefault(_guild_of(waiting.job), []).append(waiting)
        turns = [
            (self._guild_seconds.get(guild, 0.0), members[-1].arrival, members)
            for guild, members in guilds.items()
        ]
        heapq.heapify(turns)
        while turns:
            seconds, _, members = heapq.heappop(turns)
            waiting = members.pop()
            yield waiting
            if members:
                turn = (seconds + waiting.seconds, members[-1].arrival, members)
                heapq.heappush(turns, turn)

    def _serve(self, waiting: _Waiting[JobT]) -> None:
        member_id = waiting.job.member_id
        self._owed[member_id] = waiting.seconds
        guild = _guild_of(waiting.job)
        self._guild_seconds[guild] = self._guild_seconds.get(guild, 0.0) + waiting.seconds
        self.remove(waiting.job)

    def _copy(self) -> "FairQueue[JobT]":
        copy = FairQueue[JobT]()
        copy._lines = dict(self._lines)
        copy._owed = dict(self._owed)
        copy._guild_seconds = dict(self._guild_seconds)
        return copy


def _anything(_: object) -> bool:
    return True


def _guild_of(job: Queueable) -> Hashable:
    return ("direct messages", job.member_id) if job.guild_id is None else job.guild_id
