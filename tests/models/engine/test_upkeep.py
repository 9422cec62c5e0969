"""Workers that go though their jobs are well: unused, or too big."""

import asyncio
import logging
import os
from dataclasses import replace

import psutil
import pytest

from models.base import Kind, Stage
from models.engine.engine import InferenceEngine
from tests.models.engine.running import is_running, submit, text, until
from tests.models.engine.scripted import configured

MEGABYTE = 2**20


def resident_megabytes(pid: int) -> int:
    return psutil.Process(pid).memory_info().rss // MEGABYTE


async def test_a_model_that_nobody_uses_gives_its_memory_back() -> None:
    stages: list[Stage] = []
    async with InferenceEngine(replace(configured(), unload_after_seconds=0.3)) as engine:
        pid = int(await text(engine, "swell 100"))
        assert resident_megabytes(pid) > 100
        await until(lambda: not is_running(pid))
        # What the model can do is known all the same, and the next job has it loaded again.
        assert engine.model_id(Kind.POEM) == "scripted"
        job = submit(engine, "pid", on_progress=lambda step: stages.append(step.stage))
        await job.result()
        assert job.attempts == 1
        # While a worker takes long to start, one is told again that one waits.
        assert list(dict.fromkeys(stages)) == [Stage.QUEUED, Stage.LOADING, Stage.GENERATING]
        assert resident_megabytes(int(await text(engine, "pid"))) < 100


async def test_a_model_that_was_only_warmed_up_is_unloaded_too() -> None:
    async with InferenceEngine(replace(configured(), unload_after_seconds=0.3)) as engine:
        before = engine._dispatchers[0]._worker
        engine.warm_up(Kind.POEM)
        await until(lambda: engine._dispatchers[0]._worker not in {None, before})


async def test_a_worker_without_anything_loaded_stays() -> None:
    async with InferenceEngine(replace(configured(), unload_after_seconds=0.1)) as engine:
        worker = engine._dispatchers[0]._worker
        await asyncio.sleep(0.6)
        assert engine._dispatchers[0]._worker is worker


async def test_a_busy_worker_is_not_unloaded() -> None:
    async with InferenceEngine(replace(configured(), unload_after_seconds=0.2)) as engine:
        job = submit(engine, "sleep 1")
        await job.result()
        assert job.attempts == 1


async def test_a_worker_above_its_limit_is_replaced_when_idle(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    async with InferenceEngine(replace(configured(), max_worker_bytes=200 * MEGABYTE)) as engine:
        pid = await pid_of(engine)
        big = submit(engine, f"swell {220 - resident_megabytes(pid)}")
        behind = submit(engine, "pid")
        await big.result()
        await behind.result()
        assert (big.attempts, behind.attempts) == (1, 1)
        assert await text(engine, "pid") != str(pid)
    assert "ATELIER_MAX_WORKER_MEMORY_MB" in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_worker_far_above_its_limit_is_killed_and_its_jobs_tried_again() -> None:
    async with InferenceEngine(replace(configured(), max_worker_bytes=200 * MEGABYTE)) as engine:
        pid = await pid_of(engine)
        huge = submit(engine, "swell 400")
        await until(lambda: not is_running(pid))
        assert huge.attempts == 1
        await until(lambda: huge.attempts == 2)
        huge.cancel()
        assert await text(engine, "echo next") == "next"


async def pid_of(engine: InferenceEngine) -> int:
    worker = engine._dispatchers[0]._worker
    assert worker is not None
    assert worker.pid != os.getpid()
    return worker.pid
