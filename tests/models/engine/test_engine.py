import asyncio
import logging
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from models.base import ImageRequest, ImageResult, Kind, Progress, Stage
from models.engine.engine import GRACE_SECONDS, InferenceEngine
from models.errors import (
    EngineStopped,
    GenerationCancelled,
    GenerationError,
    ModelUnavailable,
    QueueFull,
)
from tests.models.engine.running import children, is_running, result, submit, text, until
from tests.models.engine.scripted import configured


async def test_a_request_becomes_a_result() -> None:
    async with InferenceEngine(configured()) as engine:
        job = submit(engine, "echo hello")
        assert (await job.result()) is (await job.result())
        assert await text(engine, "echo again") == "again"
        assert job.done


async def test_it_says_what_the_models_can_do() -> None:
    async with InferenceEngine(configured(text_model_id="my/model")) as engine:
        assert engine.model_id(Kind.POEM) == "my/model"
        assert engine.capabilities(Kind.POEM).options == {"mood"}
        with pytest.raises(ModelUnavailable, match="image"):
            engine.capabilities(Kind.IMAGE)
        with pytest.raises(ModelUnavailable, match="image"):
            await engine.submit(ImageRequest("a fox", seed=1), member_id=1).result()


async def test_progress_comes_in_order() -> None:
    progress: list[Progress] = []
    async with InferenceEngine(configured()) as engine:
        start = time.perf_counter()
        await submit(engine, "report", on_progress=progress.append).result()
        count = len(progress)
        assert [step.stage for step in progress[:3]] == [*Stage]
        assert progress[0].place == 1
        assert all(step.expected_seconds for step in progress)
        fractions = [step.fraction for step in progress[3:]]
        assert fractions == sorted(fractions, key=lambda fraction: fraction or 0)
        # At most 10 a second, though the model reported a hundred thousand times.
        assert 1 <= len(fractions) <= 10 * (time.perf_counter() - start)
        await asyncio.sleep(0.05)
        assert len(progress) == count


async def test_a_loaded_model_is_not_announced_again() -> None:
    stages: list[Stage] = []
    async with InferenceEngine(configured()) as engine:
        await text(engine, "echo first")
        await submit(engine, "echo x", on_progress=lambda step: stages.append(step.stage)).result()
    assert stages == [Stage.QUEUED, Stage.GENERATING]


async def test_places_in_line_are_kept_up_to_date() -> None:
    places: list[int | None] = []

    def note(progress: Progress) -> None:
        if progress.stage is Stage.QUEUED:
            places.append(progress.place)

    async with InferenceEngine(configured()) as engine:
        submit(engine, "sleep 0.1")
        submit(engine, "sleep 0.1", member_id=1)
        other = submit(engine, "sleep 0.1", member_id=1)
        job = submit(engine, "echo last", member_id=1, on_progress=note)
        assert (other.place, job.place) == (2, 3)
        # A newcomer goes first.
        newcomer = submit(engine, "echo new", member_id=2)
        assert (newcomer.place, other.place, job.place) == (1, 3, 4)
        await job.result()
        assert job.place is None
    assert places == [3, 4, 3, 2, 1]


async def test_a_member_with_one_job_waits_for_one_of_each_other() -> None:
    finished: list[int] = []

    async def note(member_id: int) -> None:
        await submit(engine, "sleep 0.01", member_id=member_id).result()
        finished.append(member_id)

    configuration = replace(configured(), max_queued_per_member=50)
    async with InferenceEngine(configuration) as engine, asyncio.TaskGroup() as tasks:
        for member_id in [1] * 20 + [2] * 20 + [3]:
            tasks.create_task(note(member_id))
    assert finished.index(3) <= 3


async def test_a_failing_progress_callback_hurts_nobody(caplog: pytest.LogCaptureFixture) -> None:
    def fail(progress: Progress) -> None:
        raise ValueError("the callback is broken")

    async with InferenceEngine(configured()) as engine:
        await submit(engine, "echo fine", on_progress=fail).result()
    assert "the callback is broken" in caplog.text


async def test_queue_limits_refuse_at_once() -> None:
    configuration = replace(configured(), max_queued=3, max_queued_per_member=2)
    async with InferenceEngine(configuration) as engine:
        running = submit(engine, "sleep 0.2", member_id=1)
        jobs = [submit(engine, "echo x", member_id=1) for _ in range(2)]
        with pytest.raises(QueueFull, match="You have 2"):
            submit(engine, "echo x", member_id=1)
        jobs.append(submit(engine, "echo x", member_id=2))
        with pytest.raises(QueueFull, match="3 are waiting"):
            submit(engine, "echo x", member_id=3)
        for job in [running, *jobs]:
            await job.result()
        assert await text(engine, "echo free again") == "free again"


async def test_cancelling_a_queued_job_frees_its_place() -> None:
    configuration = replace(configured(), max_queued_per_member=1)
    async with InferenceEngine(configuration) as engine:
        submit(engine, "sleep 0.1")
        job = submit(engine, "echo never")
        job.cancel()
        behind = submit(engine, "echo next")
        assert behind.place == 1
        with pytest.raises(GenerationCancelled):
            await job.result()
        await behind.result()
        behind.cancel()
        await behind.result()


async def test_cancelling_a_running_job_stops_the_model_within_a_step(tmp_path: Path) -> None:
    log = tmp_path / "steps"
    progress: list[Progress] = []
    async with InferenceEngine(configured()) as engine:
        job = submit(engine, f"log_steps {log}", on_progress=progress.append)
        await until(lambda: log.exists() and log.read_text().count("\n") >= 5)
        steps_at_cancel = log.read_text().count("\n")
        job.cancel()
        with pytest.raises(GenerationCancelled):
            await job.result()
        seen = len(progress)
        assert await text(engine, "echo next") == "next"
        assert log.read_text().count("\n") <= steps_at_cancel + 1
        assert len(progress) == seen


async def test_a_waiter_may_leave_without_harm_to_the_job() -> None:
    async with InferenceEngine(configured()) as engine:
        job = submit(engine, "sleep 0.2")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(job.result(), 0.02)
        await job.result()


async def test_ten_megabytes_come_through() -> None:
    async with InferenceEngine(configured()) as engine:
        drawn = await result(engine, "draw 10000000")
        assert isinstance(drawn, ImageResult)
        assert len(drawn.images[0].png) == 10_000_000


async def test_what_a_library_prints_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with InferenceEngine(configured()) as engine:
        assert await text(engine, "speak hullo") == "read b''"
        assert await text(engine, "echo still fine") == "still fine"
        await until(lambda: caplog.messages.count("hullo") == 4)


async def test_a_chatty_worker_is_not_held_up(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with InferenceEngine(configured()) as engine:
        assert await text(engine, "chatter") == "done"
        await until(lambda: "100 %" in caplog.messages)
    assert f"line 19999 {'x' * 100}" in caplog.messages


async def test_the_worker_leaves_processor_to_the_bot() -> None:
    configuration = configured()
    threads = replace(configuration.models, threads=3)
    async with InferenceEngine(replace(configuration, models=threads)) as engine:
        count, niceness = (await text(engine, "environment OMP_NUM_THREADS")).split()
        assert count == "3"
        assert int(niceness) >= 5


async def test_the_worker_loads_no_more_than_its_backends_do() -> None:
    async with InferenceEngine(configured()) as engine:
        modules = (await text(engine, "modules")).split()
    assert not {"torch", "discord", "sqlalchemy", "bot"} & set(modules)


def test_importing_the_engine_loads_neither_torch_nor_discord_nor_sql() -> None:
    code = "import models.engine.engine, sys; print(*sys.modules)"
    modules = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert not {"torch", "discord", "sqlalchemy", "numpy", "bot"} & set(modules)


async def test_the_event_loop_is_free_while_the_model_works() -> None:
    lags: list[float] = []

    async def measure() -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(0.01)
            lags.append(time.perf_counter() - start - 0.01)

    async with InferenceEngine(configured()) as engine:
        measuring = asyncio.create_task(measure())
        await text(engine, "burn 3")
        await result(engine, "draw 10000000")
        measuring.cancel()
    assert len(lags) > 50
    # Held up, it would be for as long as the model takes.
    assert max(lags) < 1.5


async def test_a_model_can_be_warmed_up() -> None:
    stages: list[Stage] = []
    async with InferenceEngine(configured()) as engine:
        engine.warm_up(Kind.POEM)
        engine.warm_up(Kind.IMAGE)
        await asyncio.sleep(0.1)
        await submit(engine, "echo x", on_progress=lambda step: stages.append(step.stage)).result()
    assert stages == [Stage.QUEUED, Stage.GENERATING]


async def test_stopping_ends_every_waiter_and_the_worker() -> None:
    engine = InferenceEngine(configured())
    with pytest.raises(EngineStopped):
        submit(engine, "echo too early")
    await engine.start()
    pid = int(await text(engine, "pid"))
    jobs = [submit(engine, "sleep 1000"), submit(engine, "echo x"), submit(engine, "echo y")]
    waiters = [asyncio.create_task(job.result()) for job in jobs]
    await asyncio.sleep(0.05)
    start = time.monotonic()
    await engine.stop(grace_seconds=0.1)
    assert time.monotonic() - start < GRACE_SECONDS
    ends = await asyncio.gather(*waiters, return_exceptions=True)
    assert [type(end) for end in ends] == [EngineStopped] * 3
    assert not is_running(pid)
    with pytest.raises(EngineStopped):
        submit(engine, "echo too late")
    await engine.stop()


async def test_the_running_job_may_end_within_the_grace() -> None:
    engine = InferenceEngine(configured())
    await engine.start()
    job = submit(engine, "sleep 0.2")
    queued = submit(engine, "echo x")
    await engine.stop(grace_seconds=5)
    await job.result()
    with pytest.raises(EngineStopped):
        await queued.result()


async def test_a_stopped_engine_can_be_started_again() -> None:
    engine = InferenceEngine(configured())
    for _ in range(2):
        async with engine:
            assert await text(engine, "echo x") == "x"


async def test_giving_up_the_start_leaves_no_worker() -> None:
    engine = InferenceEngine(configured("build_never"))
    before = children()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(engine.start(), 0.3)
    assert children() <= before
    with pytest.raises(GenerationError):
        submit(engine, "echo x")
