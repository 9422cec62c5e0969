import pytest

from models.base import PoemRequest
from models.engine.admission import Admission
from models.engine.job import Job
from models.engine.queue import FairQueue
from models.errors import QueueFull


def fill(queue: FairQueue, member_id: int, count: int) -> None:
    for number in range(count):
        queue.add(Job(number, PoemRequest("x", seed=1), member_id, None, lambda _: None))


def test_lets_in_up_to_the_limits() -> None:
    queue = FairQueue()
    admission = Admission(queue, max_queued=4, max_queued_per_member=3)
    fill(queue, member_id=1, count=2)
    admission.check(1)
    fill(queue, member_id=1, count=1)
    admission.check(2)


def test_a_member_with_too_many_is_told_their_number_and_when_to_come_back() -> None:
    queue = FairQueue()
    admission = Admission(queue, max_queued=10, max_queued_per_member=2)
    fill(queue, member_id=1, count=2)
    with pytest.raises(QueueFull, match=r"You have 2 waiting already.*in about 10 seconds"):
        admission.check(1)


def test_a_full_line_says_how_many_wait_and_when_to_come_back() -> None:
    queue = FairQueue()
    admission = Admission(queue, max_queued=40, max_queued_per_member=2)
    for member_id in range(20):
        fill(queue, member_id, count=2)
    with pytest.raises(QueueFull, match=r"40 are waiting.*in about 50 seconds"):
        admission.check(99)


def test_the_time_follows_what_jobs_took_lately() -> None:
    queue = FairQueue()
    admission = Admission(queue, max_queued=1, max_queued_per_member=1)
    fill(queue, member_id=1, count=1)
    for _ in range(50):
        admission.learn(240)
    with pytest.raises(QueueFull, match="in about 4 minutes"):
        admission.check(2)
    for _ in range(50):
        admission.learn(0.1)
    with pytest.raises(QueueFull, match="in about 5 seconds"):
        admission.check(2)


def test_a_limit_of_no_jobs_at_all_still_answers() -> None:
    admission = Admission(FairQueue(), max_queued=0, max_queued_per_member=0)
    with pytest.raises(QueueFull, match="You have 0 waiting"):
        admission.check(1)
