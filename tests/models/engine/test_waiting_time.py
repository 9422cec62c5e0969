"""What waiting and running jobs are told of how long it will take."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from models.base import Progress, Stage
from models.engine.engine import InferenceEngine
from models.errors import QueueFull
from tests.models.engine.running import submit, text
from tests.models.engine.scripted import configured


async def learnt(engine: InferenceEngine, seconds: float) -> None:
    """Has the engine see how long jobs take."""
    await text(engine, f"sleep {seconds}")


async def test_expected_time_grows_with_the_place_and_follows_what_jobs_took() -> None:
    async with InferenceEngine(replace(configured(), max_queued_per_member=20)) as engine:
        await learnt(engine, 0.8)
        jobs = [submit(engine, "sleep 0.8") for _ in range(10)]
        expected = [job.expected_seconds or 0 for job in jobs[1:]]
        assert expected == sorted(expected)
        # Nine before it and itself.
        assert 6 < expected[-1] < 14
        assert jobs[-1].place == 9


async def test_several_at_a_time_are_faster() -> None:
    configuration = replace(configured("build_batches"), max_queued_per_member=20)
    async with InferenceEngine(configuration) as engine:
        await learnt(engine, 0.8)
        jobs = [submit(engine, "sleep 0.8") for _ in range(12)]
        # The third that runs in its place.
        assert 1.5 < (jobs[-1].expected_seconds or 0) < 4


async def test_the_limit_for_one_member_is_reckoned_with() -> None:
    configuration = replace(configured("build_batches"), max_running_per_member=1)
    async with InferenceEngine(configuration) as engine:
        await learnt(engine, 1)
        jobs = [submit(engine, "sleep 1") for _ in range(4)]
        # Three places are free, but not for this member.
        assert (jobs[-1].expected_seconds or 0) > 3


async def test_waiting_members_hear_of_the_time_as_it_goes_by() -> None:
    told: list[Progress] = []
    async with InferenceEngine(configured()) as engine:
        await learnt(engine, 1)
        first = submit(engine, "sleep 3")
        submit(engine, "sleep 1", on_progress=told.append)
        await first.result()
        waiting = [step for step in told if step.stage is Stage.QUEUED]
        assert {step.place for step in waiting} >= {1}
        seconds = [step.expected_seconds or 0 for step in waiting]
        assert len(seconds) >= 2
        # Down, and not up and down.
        assert seconds == sorted(seconds, reverse=True)


async def test_a_running_job_tells_how_long_it_will_still_take() -> None:
    told: list[Progress] = []
    async with InferenceEngine(configured()) as engine:
        await learnt(engine, 0.1)
        await submit(engine, "pace 6", on_progress=told.append).result()
    expected = [step.expected_seconds or 0 for step in told if (step.fraction or 0) >= 0.3]
    # It takes far longer than the one before did, which its own pace shows.
    assert max(expected) > 1.5
    assert expected[-1] <= 1.1


async def test_a_job_that_has_ended_expects_nothing() -> None:
    async with InferenceEngine(configured()) as engine:
        job = submit(engine, "echo x")
        await job.result()
        assert (job.place, job.expected_seconds, job.started) == (None, None, True)


async def test_a_refusal_says_when_the_line_has_moved() -> None:
    configuration = replace(configured(), max_queued_per_member=1)
    async with InferenceEngine(configuration) as engine:
        await learnt(engine, 0.5)
        submit(engine, "sleep 0.5")
        submit(engine, "echo x")
        with pytest.raises(QueueFull, match="in about 5 seconds"):
            submit(engine, "echo x")


async def test_places_are_reckoned_once_for_all_that_come_at_once(tmp_path: Path) -> None:
    places: list[int | None] = []
    async with InferenceEngine(configured()) as engine:
        submit(engine, f"wait_for {tmp_path / 'end'}")
        submit(engine, "echo x")
        for member in range(2, 30):
            submit(engine, "echo x", member_id=member)
        job = submit(
            engine, "echo x", member_id=30, on_progress=lambda step: places.append(step.place)
        )
        await asyncio.sleep(0.02)
        # The first member's second job is behind all.
        assert places == [29]
        assert job.place == 29
        (tmp_path / "end").touch()
