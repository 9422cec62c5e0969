import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from models.engine.queue import FairQueue


@dataclass(frozen=True)
class Waiting:
    """A job of the member whom the first letter names."""

    name: str
    seconds: float = 1.0
    guild_id: int | None = 1

    @property
    def member_id(self) -> int:
        return ord(self.name[0])


Queue = FairQueue[Waiting]


def queue_of(*names: str) -> tuple[Queue, dict[str, Waiting]]:
    queue = Queue()
    jobs = {name: Waiting(name) for name in names}
    add(queue, jobs.values())
    return queue, jobs


def add(queue: Queue, jobs: Iterable[Waiting]) -> None:
    for job in jobs:
        queue.add(job, job.seconds)


def order(queue: Queue) -> list[str]:
    return [job.name for job in queue.in_order()]


def popped(queue: Queue) -> Waiting:
    job = queue.pop()
    assert job is not None
    return job


def names_popped(queue: Queue, count: int) -> list[str]:
    return [popped(queue).name for _ in range(count)]


def test_one_member_is_served_in_order_of_arrival() -> None:
    queue, _ = queue_of("a1", "a2", "a3")
    assert names_popped(queue, 3) == ["a1", "a2", "a3"]
    assert len(queue) == 0
    assert queue.pop() is None


def test_members_take_turns() -> None:
    queue, _ = queue_of("a1", "a2", "a3", "b1", "b2", "c1")
    assert order(queue) == ["a1", "b1", "c1", "a2", "b2", "a3"]
    assert names_popped(queue, 6) == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_whoever_comes_new_waits_for_no_second_job_of_another() -> None:
    queue, _ = queue_of("a1", "a2", "a3", "a4")
    queue.pop()
    add(queue, [Waiting("b1")])
    assert order(queue) == ["b1", "a2", "a3", "a4"]


def test_coming_back_is_no_way_to_get_ahead() -> None:
    queue, _ = queue_of("a1", "b1", "b2")
    assert names_popped(queue, 1) == ["a1"]
    add(queue, [Waiting("a2")])
    assert names_popped(queue, 3) == ["b1", "b2", "a2"]


def test_coming_back_is_no_way_to_leave_a_debt_behind() -> None:
    queue = Queue()
    add(queue, [Waiting("a1", seconds=4), Waiting("b1"), Waiting("b2"), Waiting("b3")])
    assert names_popped(queue, 1) == ["a1"]
    add(queue, [Waiting("a2", seconds=4)])
    # Four seconds went to a, so b gets as much first.
    assert names_popped(queue, 4) == ["b1", "b2", "b3", "a2"]


def test_idling_saves_nothing_up() -> None:
    queue, _ = queue_of(*(f"a{number}" for number in range(20)))
    names_popped(queue, 15)
    add(queue, [Waiting(f"b{number}") for number in range(5)])
    assert order(queue)[:4] == ["b0", "a15", "b1", "a16"]


def test_members_get_the_same_seconds_be_it_as_many_small_jobs_or_few_big_ones() -> None:
    queue = Queue()
    add(queue, [Waiting(f"a{number}", seconds=1) for number in range(40)])
    add(queue, [Waiting(f"b{number}", seconds=4) for number in range(10)])
    seconds: Counter[str] = Counter()
    for _ in range(25):
        job = popped(queue)
        seconds[job.name[0]] += int(job.seconds)
    assert abs(seconds["a"] - seconds["b"]) <= 4


def test_one_big_job_is_no_reason_to_wait_longer_than_others() -> None:
    queue = Queue()
    add(queue, [Waiting(f"a{number}") for number in range(9)])
    popped(queue)
    add(queue, [Waiting("b1", seconds=100)])
    assert order(queue)[0] == "b1"


def test_within_a_round_the_guild_with_the_fewest_seconds_goes_first() -> None:
    queue = Queue()
    add(queue, [Waiting(f"{member}1", guild_id=1) for member in "abcdefgh"])
    add(queue, [Waiting("x1", guild_id=2), Waiting("y1", guild_id=None)])
    add(queue, [Waiting("z1", guild_id=None)])
    assert order(queue)[:5] == ["a1", "x1", "y1", "z1", "b1"]


def test_a_big_guild_may_not_starve_a_small_one() -> None:
    queue = Queue()
    crowd = "abcdefghijklmnopqrstuvw"
    add(queue, [Waiting(f"{member}{number}") for number in range(3) for member in crowd])
    names_popped(queue, 10)
    add(queue, [Waiting("X1", guild_id=2), Waiting("X2", guild_id=2)])
    # The first at once, the second as soon as each of the crowd had theirs.
    assert order(queue)[0] == "X1"
    assert order(queue).index("X2") <= len(crowd)


def test_a_guilds_costly_jobs_let_others_go_first() -> None:
    queue = Queue()
    add(queue, [Waiting(f"{member}1", seconds=3) for member in "abc"])
    add(queue, [Waiting(f"{member}1", seconds=1, guild_id=2) for member in "xyzw"])
    assert order(queue) == ["a1", "x1", "y1", "z1", "b1", "w1", "c1"]


def test_a_removed_job_lets_those_behind_it_move_up() -> None:
    queue, jobs = queue_of("a1", "a2", "a3", "b1", "b2")
    queue.remove(jobs["a1"])
    assert order(queue) == ["a2", "b1", "a3", "b2"]
    queue.remove(jobs["a1"])
    assert len(queue) == 4
    assert {job.name for job in queue} == {"a2", "a3", "b1", "b2"}


def test_who_may_not_run_is_passed_over_and_not_charged() -> None:
    queue, _ = queue_of("a1", "b1", "b2", "b3")

    def is_not_a(job: Waiting) -> bool:
        return job.name[0] != "a"

    assert [job.name for _ in range(2) if (job := queue.pop(is_not_a))] == ["b1", "b2"]
    assert names_popped(queue, 2) == ["a1", "b3"]
    add(queue, [Waiting("a2")])
    assert queue.pop(is_not_a) is None
    assert len(queue) == 1


def test_of_a_members_jobs_those_that_may_run_are_not_held_up_by_others() -> None:
    queue = Queue()
    add(queue, [Waiting("a1", guild_id=1), Waiting("a2", guild_id=2)])
    job = queue.pop(lambda waiting: waiting.guild_id == 2)
    assert job is not None
    assert job.name == "a2"


# What follows is tried with members, guilds, sizes and arrivals at random.

SEEDS = range(40)
MEMBERS = "abcdefgh"


def random_job(chance: random.Random, number: int, *, equal: bool = False) -> Waiting:
    member = chance.choice(MEMBERS)
    seconds = 1.0 if equal else chance.choice([0.3, 1.0, 2.5, 7.0])
    return Waiting(f"{member}{number}", seconds, chance.choice([None, 1, 1, 1, 2]))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_told_is_the_order_served(seed: int) -> None:
    chance = random.Random(seed)
    queue = Queue()
    for number in range(60):
        add(queue, [random_job(chance, number)])
        if chance.random() < 0.3:
            popped(queue)
    told = order(queue)
    assert names_popped(queue, len(told)) == told


@pytest.mark.parametrize("seed", SEEDS)
def test_as_long_as_somebody_waits_somebody_is_served_and_everybody_once(seed: int) -> None:
    chance = random.Random(seed)
    queue = Queue()
    added: list[str] = []
    served: list[str] = []
    for number in range(100):
        if chance.random() < 0.6:
            job = random_job(chance, number)
            added.append(job.name)
            add(queue, [job])
        elif len(queue):
            served.append(popped(queue).name)
    served += names_popped(queue, len(queue))
    assert sorted(served) == sorted(added)
    assert queue.pop() is None


@pytest.mark.parametrize("seed", SEEDS)
def test_who_owes_nothing_waits_for_at_most_one_job_of_each_other_member(seed: int) -> None:
    chance = random.Random(seed)
    queue = Queue()
    for number in range(200):
        add(queue, [random_job(chance, number)])
    for _ in range(chance.randrange(1, 150)):
        popped(queue)
    newcomer = Waiting("N1", chance.choice([0.3, 7.0]), chance.choice([None, 1, 2, 3]))
    add(queue, [newcomer])
    ahead: Counter[str] = Counter()
    while (job := popped(queue)) is not newcomer:
        ahead[job.name[0]] += 1
        # Others go on asking meanwhile, and new members come.
        add(queue, [random_job(chance, 1000)])
    assert set(ahead.values()) <= {1}


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_starves_whoever_else_comes(seed: int) -> None:
    chance = random.Random(seed)
    queue = Queue()
    waits: defaultdict[str, int] = defaultdict(int)
    for number in range(50):
        add(queue, [random_job(chance, number, equal=True)])
    for number in range(50, 1000):
        add(queue, [random_job(chance, number, equal=True)])
        served = popped(queue).name[0]
        waits[served] = 0
        for member in {job.name[0] for job in queue} - {served}:
            waits[member] += 1
            assert waits[member] < 2 * len(MEMBERS)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_always_asks_gets_the_same_seconds_as_others_who_do(seed: int) -> None:
    chance = random.Random(seed)
    queue = Queue()
    sizes = {member: chance.choice([0.3, 1.0, 2.5, 7.0]) for member in MEMBERS}
    guilds = {member: chance.choice([None, 1, 2]) for member in MEMBERS}
    got: dict[str, float] = dict.fromkeys(MEMBERS, 0.0)
    for member in MEMBERS:
        add(queue, [Waiting(f"{member}0", sizes[member], guilds[member])])
    for number in range(2000):
        job = popped(queue)
        member = job.name[0]
        got[member] += job.seconds
        add(queue, [Waiting(f"{member}{number}", sizes[member], guilds[member])])
        assert max(got.values()) - min(got.values()) <= 2 * max(sizes.values())
