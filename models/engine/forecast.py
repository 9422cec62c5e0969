"""When waiting and running jobs will be done; pure functions of what is known."""

import heapq
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """In how many seconds a job will start and end."""

    start: float
    end: float


class Stay(NamedTuple):
    """How long a member's job will be at the worker."""

    member_id: int
    seconds: float


@dataclass(frozen=True)
class Room:
    """What stands before those who wait.

    Attributes:
        running: What is left of each running job.
        places: Jobs that run at one time.
        delay: Seconds until a free place can be used.
        places_per_member: How many of them one member may have; None is all.
    """

    running: Sequence[Stay]
    places: int
    delay: float = 0.0
    places_per_member: int | None = None


def forecast(room: Room, waiting: Iterable[Stay]) -> list[Span]:
    """Lets the waiting jobs run in order, each in the place that is free first.

    Args:
        room: Where they will run.
        waiting: The jobs that wait, the next one first.

    Returns:
        The spans of the waiting jobs, in their order.
    """
    free_in = sorted(stay.seconds for stay in room.running)[-room.places :]
    free_in = sorted([*free_in, *[room.delay] * (room.places - len(free_in))])
    ends_of: defaultdict[int, list[float]] = defaultdict(list)
    for stay in room.running:
        heapq.heappush(ends_of[stay.member_id], stay.seconds)
    spans: list[Span] = []
    for stay in waiting:
        start, own_ends = free_in[0], ends_of[stay.member_id]
        if room.places_per_member is not None and len(own_ends) >= room.places_per_member:
            start = max(start, heapq.heappop(own_ends))
        end = start + stay.seconds
        heapq.heappush(own_ends, end)
        # A job that its member's others hold back leaves the places that are free before to others.
        free_in.pop(bisect_right(free_in, start) - 1)
        insort(free_in, end)
        spans.append(Span(start, end))
    return spans


def seconds_left(elapsed: float, fraction: float | None, predicted: float) -> float:
    """Estimates the rest of a running job.

    Trusts experience with jobs like it at first, and its own pace the more of it is done.

    Args:
        elapsed: Seconds since its first step.
        fraction: How much of it is done, from 0 to 1; None if unknown.
        predicted: Seconds that jobs like it took.
    """
    by_experience = predicted - elapsed
    if not fraction:
        return max(0.0, by_experience)
    by_pace = elapsed * (1 - fraction) / fraction
    if by_experience <= 0:
        return by_pace
    return fraction * by_pace + (1 - fraction) * by_experience
