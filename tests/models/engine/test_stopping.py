"""The end of an engine, in a hurry and in peace."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest

from models.engine.engine import GRACE_SECONDS, InferenceEngine
from models.errors import EngineStopped
from tests.models.engine.running import children, submit, text, until
from tests.models.engine.scripted import configured

BATCHES = configured("build_batches")


async def test_all_running_jobs_may_end_and_the_waiting_are_told_at_once(tmp_path: Path) -> None:
    engine = InferenceEngine(BATCHES)
    await engine.start()
    end = tmp_path / "end"
    running = [submit(engine, f"wait_for {end}") for _ in range(4)]
    waiting = submit(engine, "echo x")
    stopping = asyncio.create_task(engine.stop(grace_seconds=60))
    with pytest.raises(EngineStopped):
        await waiting.result()
    with pytest.raises(EngineStopped):
        submit(engine, "echo too late")
    end.touch()
    await asyncio.gather(*(job.result() for job in running))
    await stopping


async def test_what_does_not_end_in_time_is_told_and_no_worker_is_left() -> None:
    before = children()
    engine = InferenceEngine(BATCHES)
    await engine.start()
    short, long = submit(engine, "sleep 0.2"), submit(engine, "sleep 1000")
    await engine.stop(grace_seconds=0.6)
    await short.result()
    with pytest.raises(EngineStopped):
        await long.result()
    assert children() <= before


async def test_a_second_stop_that_is_in_a_hurry_hurries_the_first() -> None:
    engine = InferenceEngine(configured())
    await engine.start()
    submit(engine, "sleep 1000")
    start = time.monotonic()
    first = asyncio.create_task(engine.stop(grace_seconds=1000))
    await asyncio.sleep(0.05)
    await engine.stop(grace_seconds=0)
    await first
    assert time.monotonic() - start < 100


async def test_a_stop_that_is_cancelled_still_leaves_no_worker() -> None:
    before = children()
    engine = InferenceEngine(configured())
    await engine.start()
    job = submit(engine, "sleep 1000")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(engine.stop(grace_seconds=100), 0.2)
    assert children() <= before
    with pytest.raises(EngineStopped):
        await job.result()
    await engine.stop()
    async with engine:
        assert await text(engine, "echo again") == "again"


async def test_a_job_may_get_its_second_try_within_the_grace(tmp_path: Path) -> None:
    engine = InferenceEngine(replace(BATCHES, restart_seconds=0.01))
    await engine.start()
    mark = tmp_path / "mark"
    jobs = [submit(engine, f"die_once {mark}"), submit(engine, "sleep 0.2")]
    await until(mark.exists)
    await engine.stop(grace_seconds=10)
    for job in jobs:
        await job.result()


async def test_a_start_waits_for_a_stop_under_way() -> None:
    engine = InferenceEngine(configured())
    await engine.start()
    submit(engine, "sleep 0.3")
    stopping = asyncio.create_task(engine.stop(grace_seconds=5))
    await asyncio.sleep(0)
    await engine.start()
    assert stopping.done() or await stopping is None
    assert await text(engine, "echo x") == "x"
    await engine.stop()


async def test_an_error_in_the_context_leaves_nothing_to_wait_for() -> None:
    async def use() -> None:
        async with InferenceEngine(configured()) as engine:
            await submit(engine, "sleep 1000").result()

    start = time.monotonic()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(use(), 1)
    assert time.monotonic() - start < GRACE_SECONDS


async def test_stopping_what_never_started_does_nothing() -> None:
    await InferenceEngine(configured()).stop()
