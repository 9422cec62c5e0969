"""A member with one job beside one with fifty, measured on workers."""

import asyncio
from dataclasses import replace

import pytest

from models.engine.engine import InferenceEngine, Job
from tests.models.engine.running import submit, until
from tests.models.engine.scripted import configured

JOBS = 50


async def ended_before(job: Job, others: list[Job]) -> int:
    await job.result()
    return sum(other.done for other in others)


@pytest.mark.parametrize(
    ("build", "at_a_time", "running_per_member"),
    [("build", 1, None), ("build_batches", 4, None), ("build_batches", 4, 2)],
)
async def test_one_job_beside_fifty_waits_for_about_one(
    build: str, at_a_time: int, running_per_member: int | None
) -> None:
    configuration = replace(
        configured(build),
        max_queued_per_member=JOBS,
        max_running_per_member=running_per_member,
    )
    async with InferenceEngine(configuration) as engine:
        many = [submit(engine, "sleep 0.04", member_id=1) for _ in range(JOBS)]
        await asyncio.gather(*(job.result() for job in many[:4]))
        ended = sum(job.done for job in many)
        one = submit(engine, "sleep 0.04", member_id=2)
        meanwhile = await ended_before(one, many) - ended
        # Those that ran already, and those that ran beside it.
        assert meanwhile <= 2 * at_a_time
        for job in many:
            job.cancel()


async def test_a_crowded_server_leaves_room_for_a_quiet_one() -> None:
    async with InferenceEngine(configured()) as engine:
        crowd = [
            submit(engine, "sleep 0.03", member_id=member, guild_id=1)
            for member in range(2, 22)
            for _ in range(2)
        ]
        await crowd[0].result()
        quiet = submit(engine, "sleep 0.03", member_id=1, guild_id=2)
        assert quiet.place == 1
        assert await ended_before(quiet, crowd) <= 3
        for job in crowd:
            job.cancel()


async def test_a_member_never_has_more_running_than_the_limit() -> None:
    configuration = replace(configured("build_batches"), max_running_per_member=2)
    async with InferenceEngine(configuration) as engine:
        jobs = [submit(engine, "sleep 0.1") for _ in range(5)]
        other = submit(engine, "sleep 0.1", member_id=2)
        assert [job.started for job in jobs] == [True, True, False, False, False]
        assert other.started
        most = 0
        while not all(job.done for job in jobs):
            most = max(most, sum(job.member_id == 1 for job in engine.running))
            await asyncio.sleep(0.005)
        assert most == 2


async def test_a_server_never_has_more_running_than_the_limit() -> None:
    configuration = replace(configured("build_batches"), max_running_per_guild=1)
    async with InferenceEngine(configuration) as engine:
        jobs = [submit(engine, "sleep 0.1", member_id=member, guild_id=7) for member in (1, 2)]
        elsewhere = submit(engine, "sleep 0.1", member_id=3, guild_id=8)
        assert [job.started for job in [*jobs, elsewhere]] == [True, False, True]
        await until(lambda: jobs[1].started)
        assert jobs[0].done
        await jobs[1].result()
