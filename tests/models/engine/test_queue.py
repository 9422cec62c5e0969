from models.base import PoemRequest
from models.engine.job import Job
from models.engine.queue import FairQueue


def job(name: str) -> Job:
    """Makes a job of the member whom the first letter names."""
    return Job(int(name[1:]), PoemRequest(name, seed=1), ord(name[0]), None, lambda _: None)


def queue_of(*names: str) -> tuple[FairQueue, dict[str, Job]]:
    queue = FairQueue()
    jobs = {name: job(name) for name in names}
    for waiting in jobs.values():
        queue.add(waiting)
    return queue, jobs


def order(queue: FairQueue) -> list[str]:
    return [str(getattr(job.request, "theme", "")) for job in queue.in_order()]


def names_popped(queue: FairQueue, count: int) -> list[str]:
    return [str(getattr(queue.pop().request, "theme", "")) for _ in range(count)]


def test_one_member_is_served_in_order_of_arrival() -> None:
    queue, _ = queue_of("a1", "a2", "a3")
    assert names_popped(queue, 3) == ["a1", "a2", "a3"]
    assert len(queue) == 0


def test_members_take_turns() -> None:
    queue, _ = queue_of("a1", "a2", "a3", "b1", "b2", "c1")
    assert order(queue) == ["a1", "b1", "c1", "a2", "b2", "a3"]
    assert names_popped(queue, 6) == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_the_order_told_is_the_order_served() -> None:
    queue, _ = queue_of("a1", "b1", "a2", "c1", "c2", "a3", "b2")
    told = order(queue)
    for served in range(len(told)):
        assert order(queue) == told[served:]
        queue.pop()


def test_whoever_comes_new_waits_for_no_second_job_of_another() -> None:
    queue, _ = queue_of("a1", "a2", "a3", "a4")
    queue.pop()
    queue.add(job("b1"))
    assert order(queue) == ["b1", "a2", "a3", "a4"]


def test_coming_back_is_no_way_to_get_ahead() -> None:
    queue, _ = queue_of("a1", "b1", "b2")
    assert names_popped(queue, 1) == ["a1"]
    queue.add(job("a2"))
    assert names_popped(queue, 3) == ["b1", "b2", "a2"]


def test_a_member_is_not_held_to_long_past_rounds() -> None:
    queue, _ = queue_of("a1", "a2", "a3", "a4")
    names_popped(queue, 4)
    for number in range(7):
        queue.add(job(f"b{number}"))
    names_popped(queue, 6)
    queue.add(job("a5"))
    queue.add(job("b7"))
    assert order(queue) == ["a5", "b6", "b7"]


def test_a_removed_job_lets_those_behind_it_move_up() -> None:
    queue, jobs = queue_of("a1", "a2", "a3", "b1", "b2")
    queue.remove(jobs["a1"])
    assert order(queue) == ["a2", "b1", "a3", "b2"]
    assert queue.count_of(ord("a")) == 2
    queue.remove(jobs["a1"])
    assert len(queue) == 4


def test_fifty_jobs_of_one_cost_another_one_job_of_waiting() -> None:
    queue, _ = queue_of(*(f"a{number}" for number in range(50)))
    names_popped(queue, 10)
    queue.add(job("b1"))
    queue.add(job("c1"))
    assert order(queue)[:2] == ["b1", "c1"]
