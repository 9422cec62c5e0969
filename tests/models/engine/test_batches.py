"""Several jobs at a time: what runs together, and what becomes of it when something goes wrong."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from models.engine.engine import InferenceEngine
from models.engine.job import Job
from models.errors import BackendFailed, GenerationCancelled, WorkerDied
from tests.models.engine.running import submit, text, until
from tests.models.engine.scripted import configured

BATCHES = configured("build_batches")


async def started(*jobs: Job) -> None:
    await until(lambda: all(job.started for job in jobs))


async def test_a_worker_gets_as_many_as_it_can_make_at_a_time(tmp_path: Path) -> None:
    async with InferenceEngine(BATCHES) as engine:
        jobs = [submit(engine, f"meet {tmp_path} 4", member_id=member) for member in range(4)]
        jobs.append(submit(engine, "echo x", member_id=4))
        assert [job.started for job in jobs] == [True] * 4 + [False]
        assert len(engine.running) == 4
        # One alone would wait in vain for the others.
        await asyncio.gather(*(job.result() for job in jobs))
        assert engine.running == []


async def test_jobs_join_a_batch_that_runs(tmp_path: Path) -> None:
    async with InferenceEngine(BATCHES) as engine:
        long = submit(engine, f"wait_for {tmp_path / 'end'}")
        await started(long)
        for number in range(3):
            assert await text(engine, f"echo {number}") == str(number)
        assert not long.done
        (tmp_path / "end").touch()
        await long.result()


async def test_several_are_cancelled_and_the_others_go_on(tmp_path: Path) -> None:
    logs = [tmp_path / name for name in "abc"]
    async with InferenceEngine(BATCHES) as engine:
        jobs = [submit(engine, f"log_steps {log}") for log in logs]
        await until(lambda: all(log.exists() for log in logs))
        for job in jobs[:2]:
            job.cancel()
            with pytest.raises(GenerationCancelled):
                await job.result()
        await until(lambda: engine.running == [jobs[2]])
        steps = [len(log.read_text()) for log in logs]
        await until(lambda: len(logs[2].read_text()) > steps[2] + 10)
        assert [len(log.read_text()) for log in logs[:2]] == steps[:2]
        jobs[2].cancel()


async def test_a_cancelled_job_keeps_its_place_at_the_worker_until_that_let_go() -> None:
    async with InferenceEngine(configured()) as engine:
        deaf = submit(engine, "sleep 0.4")
        await started(deaf)
        behind = submit(engine, "echo behind")
        deaf.cancel()
        assert not behind.started
        await behind.result()
        # What the deaf model made all the same has reached nobody.
        with pytest.raises(GenerationCancelled):
            await deaf.result()


async def test_a_job_cancelled_before_the_model_took_it_never_reaches_the_model(
    tmp_path: Path,
) -> None:
    log = tmp_path / "steps"
    configuration = configured("build_batches_one_by_one")
    async with InferenceEngine(configuration) as engine:
        first = submit(engine, "sleep 0.3")
        second = submit(engine, f"log_steps {log}")
        assert second.started
        second.cancel()
        await first.result()
        await until(lambda: not engine.running)
        assert not log.exists()


async def test_of_a_batch_that_dies_only_the_culprit_is_given_up(tmp_path: Path) -> None:
    deaths = tmp_path / "deaths"
    async with InferenceEngine(BATCHES) as engine:
        innocent = [submit(engine, f"sleep 0.1{number}", member_id=number) for number in range(3)]
        culprit = submit(engine, f"count_and_die {deaths}", member_id=9)
        waiting = submit(engine, "echo later", member_id=10)
        await asyncio.gather(*(job.result() for job in [*innocent, waiting]))
        with pytest.raises(WorkerDied, match="twice"):
            await culprit.result()
        assert [job.attempts for job in [*innocent, culprit]] == [2, 2, 2, 2]
        assert waiting.attempts == 1
    assert deaths.read_text() == "xx"


async def test_suspects_run_alone_on_their_second_try(tmp_path: Path) -> None:
    together: set[int] = set()
    async with InferenceEngine(BATCHES) as engine:
        at_worker = engine._dispatchers[0]._running
        mark = tmp_path / "mark"
        jobs = [submit(engine, "sleep 0.2", member_id=1) for _ in range(2)]
        jobs.append(submit(engine, f"die_once {mark}", member_id=2))
        await until(mark.exists)
        other = submit(engine, "sleep 0.1", member_id=3)
        results = [asyncio.create_task(job.result()) for job in [*jobs, other]]
        while not all(result.done() for result in results):
            if any(job.attempts == 2 for job in at_worker.jobs):
                together.add(len(at_worker))
            await asyncio.sleep(0.005)
        assert together == {1}
        await asyncio.gather(*results)


async def test_a_suspect_can_be_cancelled_before_its_second_try(tmp_path: Path) -> None:
    configuration = replace(BATCHES, restart_seconds=0.3, max_restart_seconds=0.3)
    async with InferenceEngine(configuration) as engine:
        jobs = [submit(engine, f"die_once {tmp_path / 'mark'}"), submit(engine, "sleep 0.2")]
        await until(lambda: engine._dispatchers[0]._worker is None)
        jobs[1].cancel()
        with pytest.raises(GenerationCancelled):
            await jobs[1].result()
        await jobs[0].result()
        assert jobs[1].attempts == 1


async def test_a_job_that_is_silent_among_lively_ones_costs_the_worker(tmp_path: Path) -> None:
    async with InferenceEngine(replace(BATCHES, stall_seconds=1.5)) as engine:
        hanging = submit(engine, f"hang_once {tmp_path / 'mark'}", member_id=1)
        lively = submit(engine, f"log_steps {tmp_path / 'steps'}", member_id=2)
        await until(lambda: hanging.attempts == 2)
        lively.cancel()
        await asyncio.wait_for(hanging.result(), 10)


async def test_what_a_backend_leaves_unended_ends_in_an_error(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with InferenceEngine(configured("build_careless")) as engine:
        assert await text(engine, "make") == "made"
        with pytest.raises(BackendFailed, match="reference"):
            await text(engine, "forget")
        assert "the backend left the job without an end" in caplog.text
        jobs = [submit(engine, theme) for theme in ("raise", "make", "make")]
        ends = await asyncio.gather(*(job.result() for job in jobs), return_exceptions=True)
        assert isinstance(ends[0], BackendFailed)
        assert "secret detail" not in ends[0].message
        assert "ZeroDivisionError: secret detail" in caplog.text
        assert await text(engine, "make") == "made"


async def test_a_backend_that_takes_nothing_keeps_nobody_waiting() -> None:
    configuration = configured("build_careless", text_model_id="takes nothing")
    async with InferenceEngine(configuration) as engine:
        for _ in range(2):
            with pytest.raises(BackendFailed):
                await text(engine, "make")
