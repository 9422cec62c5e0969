"""Members who ask, cancel and ask again while workers are killed at random."""

import asyncio
import contextlib
import os
import random
import signal
from dataclasses import replace

import pytest

from models.base import ImageRequest, Kind, TextResult
from models.engine.engine import InferenceEngine, Job
from models.errors import GenerationCancelled, GenerationError, QueueFull, WorkerDied
from tests.models.engine.running import children, submit
from tests.models.engine.scripted import configured, lane

MOMENTS = 120
MAX_BATCH = 4


async def kill_a_worker(engine: InferenceEngine, chance: random.Random) -> None:
    worker = chance.choice(engine._dispatchers)._worker
    if worker is not None:
        # It may be dead already, and the engine about to notice.
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)


def ask(engine: InferenceEngine, chance: random.Random, number: int) -> Job | None:
    member_id, guild_id = chance.randrange(1, 6), chance.choice([None, 1, 2])
    theme = chance.choice([f"echo {number}", f"echo_after {chance.random() / 5:.3f} {number}"])
    try:
        if chance.random() < 0.3:
            request = ImageRequest(theme, seed=1)
            return engine.submit(request, member_id=member_id, guild_id=guild_id)
        return submit(engine, theme, member_id=member_id, guild_id=guild_id)
    except QueueFull:
        return None


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_every_job_ends_once_and_in_its_own_work(seed: int) -> None:
    chance = random.Random(seed)
    before = children()
    configuration = replace(
        configured(),
        lanes=(lane("build_batches"), lane("build_images", "images", frozenset({Kind.IMAGE}))),
        max_queued=30,
        max_running_per_member=3,
    )
    jobs: dict[int, Job] = {}
    cancelled: set[int] = set()
    async with InferenceEngine(configuration) as engine:
        for number in range(MOMENTS):
            job = ask(engine, chance, number)
            if job is not None:
                jobs[number] = job
            if jobs and chance.random() < 0.2:
                victim = chance.choice(list(jobs))
                if not jobs[victim].done:
                    cancelled.add(victim)
                jobs[victim].cancel()
            if chance.random() < 0.06:
                await kill_a_worker(engine, chance)
            assert all(len(each._running) <= MAX_BATCH for each in engine._dispatchers)
            for member_id in range(1, 6):
                own = [job for job in engine.running if job.member_id == member_id]
                assert len(own) <= 3
            await asyncio.sleep(chance.random() / 20)
        results = (job.result() for job in jobs.values())
        async with asyncio.timeout(60):
            ends = await asyncio.gather(*results, return_exceptions=True)
        assert engine.running == []
        assert not any(len(each._line) for each in engine._dispatchers)
    assert len(jobs) > MOMENTS / 2
    for number, end in zip(jobs, ends, strict=True):
        if number in cancelled:
            assert isinstance(end, GenerationCancelled)
        elif isinstance(end, GenerationError):
            assert isinstance(end, WorkerDied)
            assert jobs[number].attempts == 2
        else:
            assert isinstance(end, TextResult)
            assert end.text == str(number)
    assert sum(isinstance(end, TextResult) for end in ends) > len(jobs) / 3
    assert children() <= before
