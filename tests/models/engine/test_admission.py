from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from models.engine.admission import Admission
from models.engine.configuration import EngineConfiguration
from models.engine.job import Job
from models.errors import QueueFull
from tests.models.engine.jobs import make_job


@dataclass
class FakeLane:
    """A lane whose jobs start so many seconds after each other."""

    waiting: list[Job] = field(default_factory=list[Job])
    running: list[Job] = field(default_factory=list[Job])
    seconds: float = 10

    def starts(self) -> Sequence[tuple[float, Job]]:
        return [(self.seconds * place, job) for place, job in enumerate(self.waiting, start=1)]


def jobs(count: int, member_id: int = 1, guild_id: int | None = None) -> list[Job]:
    return [make_job(member_id, guild_id) for _ in range(count)]


def test_lets_in_up_to_the_limits() -> None:
    lane = FakeLane(jobs(2))
    admission = Admission(EngineConfiguration(max_queued=4, max_queued_per_member=3), [lane])
    admission.check(1, None)
    lane.waiting += jobs(1)
    admission.check(2, None)


def test_a_member_with_too_many_is_told_their_number_and_when_to_come_back() -> None:
    lane = FakeLane([*jobs(1, member_id=2), *jobs(2)])
    admission = Admission(EngineConfiguration(max_queued_per_member=2), [lane])
    with pytest.raises(QueueFull, match=r"You have 2 waiting already.*in about 20 seconds"):
        admission.check(1, None)


def test_a_members_jobs_count_in_all_lanes() -> None:
    lanes = [FakeLane(jobs(1)), FakeLane(jobs(1), seconds=30)]
    admission = Admission(EngineConfiguration(max_queued_per_member=2), lanes)
    with pytest.raises(QueueFull, match=r"You have 2 waiting already.*in about 10 seconds"):
        admission.check(1, None)


def test_a_server_with_too_many_is_told_their_number_and_when_to_come_back() -> None:
    lane = FakeLane([*jobs(1, 2, guild_id=8), *jobs(1, 3, guild_id=7), *jobs(1, 4, guild_id=7)])
    admission = Admission(EngineConfiguration(max_queued_per_guild=2), [lane])
    with pytest.raises(QueueFull, match=r"This server has 2 waiting already.*in about 20 seconds"):
        admission.check(1, 7)
    admission.check(1, 8)
    admission.check(1, None)


def test_direct_messages_are_no_server() -> None:
    lane = FakeLane([*jobs(1, 2), *jobs(1, 3)])
    Admission(EngineConfiguration(max_queued_per_guild=1), [lane]).check(1, None)


def test_a_full_line_says_how_many_wait_and_when_to_come_back() -> None:
    lane = FakeLane([make_job(member) for member in range(40)])
    admission = Admission(EngineConfiguration(max_queued=40), [lane])
    with pytest.raises(QueueFull, match=r"40 are waiting.*in about 50 seconds"):
        admission.check(99, None)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.1, "5 seconds"), (42, "40 seconds"), (240, "4 minutes")]
)
def test_the_time_is_said_in_round_figures(seconds: float, words: str) -> None:
    admission = Admission(EngineConfiguration(max_queued=1), [FakeLane(jobs(1), seconds=seconds)])
    with pytest.raises(QueueFull, match=f"in about {words}"):
        admission.check(2, None)


def test_a_limit_of_no_jobs_at_all_still_answers() -> None:
    admission = Admission(EngineConfiguration(max_queued_per_member=0), [FakeLane()])
    with pytest.raises(QueueFull, match="You have 0 waiting"):
        admission.check(1, None)


def test_so_many_of_a_member_run_in_all_lanes() -> None:
    lanes = [FakeLane(running=jobs(1)), FakeLane(running=jobs(1))]
    configuration = EngineConfiguration(max_running_per_member=2)
    admission = Admission(configuration, lanes)
    assert not admission.may_run(make_job(member_id=1))
    assert admission.may_run(make_job(member_id=2))
    lanes[0].running.clear()
    assert admission.may_run(make_job(member_id=1))


def test_so_many_of_a_server_run_and_direct_messages_are_none() -> None:
    lane = FakeLane(running=[*jobs(1, 2, guild_id=7), *jobs(1, 3, guild_id=7)])
    admission = Admission(EngineConfiguration(max_running_per_guild=2), [lane])
    assert not admission.may_run(make_job(1, guild_id=7))
    assert admission.may_run(make_job(1, guild_id=8))
    assert admission.may_run(make_job(1))


def test_without_limits_anything_runs() -> None:
    lane = FakeLane(running=jobs(50, guild_id=7))
    configuration = EngineConfiguration(max_running_per_member=None)
    assert Admission(configuration, [lane]).may_run(make_job(1, guild_id=7))
