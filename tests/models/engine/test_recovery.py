"""What becomes of jobs when backends and workers go wrong."""

import asyncio
import logging
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from models.base import PoemRequest, Progress, Stage
from models.engine.engine import GRACE_SECONDS, InferenceEngine
from models.engine.supervisor import START_TRIES
from models.errors import (
    BackendFailed,
    EngineStopped,
    GenerationCancelled,
    ModelUnavailable,
    RequestRejected,
    WorkerDied,
)
from tests.models.engine.running import is_running, submit, text, until
from tests.models.engine.scripted import configured


async def test_a_backends_own_error_crosses_whole() -> None:
    async with InferenceEngine(configured()) as engine:
        with pytest.raises(RequestRejected) as caught:
            await text(engine, "reject Too long, sorry.")
        assert caught.value.message == "Too long, sorry."
        assert await text(engine, "echo next") == "next"


async def test_an_unexpected_error_has_a_reference_that_is_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with InferenceEngine(configured()) as engine:
        with pytest.raises(BackendFailed) as caught:
            await text(engine, "fail secret detail")
        assert await text(engine, "echo next") == "next"
    assert "secret" not in caught.value.message
    reference = re.search(r"reference (\w+)", caught.value.message)
    assert reference is not None
    errors = [record.message for record in caplog.records if record.levelno == logging.ERROR]
    assert any(reference[1] in error for error in errors)
    assert "ZeroDivisionError: secret detail" in errors


async def test_what_a_worker_logs_of_a_job_carries_its_reference(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with InferenceEngine(configured()) as engine:
        job = engine.submit(PoemRequest("fail", seed=1), member_id=1, reference="the-job")
        with pytest.raises(BackendFailed):
            await asyncio.wait_for(job.result(), 20)
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert any("A job failed" in record.message for record in errors)
    assert {getattr(record, "job", None) for record in errors} == {"the-job"}


async def test_a_result_that_cannot_be_sent_is_an_error() -> None:
    async with InferenceEngine(configured()) as engine:
        with pytest.raises(BackendFailed):
            await text(engine, "unpicklable")
        assert await text(engine, "echo next") == "next"


async def test_a_result_that_cannot_be_read_costs_the_worker_but_not_the_engine() -> None:
    async with InferenceEngine(configured()) as engine:
        with pytest.raises(WorkerDied):
            await text(engine, "unreadable")
        assert await text(engine, "echo next") == "next"


async def test_a_job_whose_worker_is_killed_is_tried_again(tmp_path: Path) -> None:
    progress: list[Progress] = []
    async with InferenceEngine(configured()) as engine:
        job = submit(engine, f"die_once {tmp_path / 'mark'}", on_progress=progress.append)
        queued = submit(engine, "echo kept")
        await asyncio.wait_for(job.result(), 20)
        await asyncio.wait_for(queued.result(), 20)
        assert job.attempts == 2
        assert queued.attempts == 1
    assert [step.stage for step in progress].count(Stage.LOADING) == 2


@pytest.mark.parametrize("verb", ["die", "crash", "leave"])
async def test_a_job_that_costs_two_workers_is_given_up(verb: str) -> None:
    async with InferenceEngine(configured()) as engine:
        job = submit(engine, verb)
        queued = submit(engine, "echo kept")
        with pytest.raises(WorkerDied, match="twice"):
            await asyncio.wait_for(job.result(), 20)
        assert job.attempts == 2
        await asyncio.wait_for(queued.result(), 20)


async def test_the_report_of_a_death_has_the_last_words(caplog: pytest.LogCaptureFixture) -> None:
    async with InferenceEngine(configured()) as engine:
        with pytest.raises(WorkerDied):
            await text(engine, "crash")
    deaths = [
        message for message in caplog.messages if message.startswith("The worker for text ended")
    ]
    assert len(deaths) == 2
    assert "SIGSEGV" in deaths[0]
    assert "in crash" in deaths[0]


async def test_a_worker_killed_while_idle_is_replaced() -> None:
    async with InferenceEngine(configured()) as engine:
        pid = int(await text(engine, "pid"))
        os.kill(pid, signal.SIGKILL)
        await until(lambda: not is_running(pid))
        assert int(await text(engine, "pid")) != pid


async def test_a_worker_that_hangs_is_killed_and_the_job_tried_again(tmp_path: Path) -> None:
    async with InferenceEngine(replace(configured(), stall_seconds=0.5)) as engine:
        assert await text(engine, f"hang_once {tmp_path / 'mark'}") == "went on"
        with pytest.raises(WorkerDied):
            await text(engine, "sleep 1000")


async def test_a_model_that_asks_whether_to_stop_does_not_hang() -> None:
    async with InferenceEngine(replace(configured(), stall_seconds=3)) as engine:
        job = submit(engine, "poll 5")
        await job.result()
        assert job.attempts == 1


async def test_an_idle_worker_may_be_silent() -> None:
    configuration = replace(configured(), start_seconds=5, stall_seconds=0.5)
    async with InferenceEngine(configuration) as engine:
        pid = await text(engine, "pid")
        await asyncio.sleep(5.2)
        assert await text(engine, "pid") == pid


async def test_cancelling_while_there_is_no_worker(tmp_path: Path) -> None:
    configuration = replace(configured(), restart_seconds=0.3, max_restart_seconds=0.3)
    async with InferenceEngine(configuration) as engine:
        job = submit(engine, f"die_once {tmp_path / 'mark'}")
        await until(lambda: engine._dispatchers[0]._worker is None)
        job.cancel()
        with pytest.raises(GenerationCancelled):
            await job.result()
        assert await text(engine, "echo next") == "next"
        assert job.attempts == 1


async def test_a_failed_load_does_not_spoil_later_jobs(tmp_path: Path) -> None:
    weights = tmp_path / "weights"
    configuration = configured("build_that_loads_if_file_exists", text_model_id=str(weights))
    async with InferenceEngine(configuration) as engine:
        with pytest.raises(ModelUnavailable, match="not there"):
            await text(engine, "echo x")
        weights.touch()
        assert await text(engine, "echo x") == "x"


@pytest.mark.parametrize(
    ("factory", "reason"),
    [
        ("build_if_file_exists", "The weights are not there"),
        ("build_or_die", "SIGKILL"),
        ("build_nothing", "AttributeError"),
    ],
)
async def test_an_engine_without_worker_says_why(factory: str, reason: str) -> None:
    async with InferenceEngine(configured(factory)) as engine:
        with pytest.raises(ModelUnavailable, match=reason):
            await text(engine, "echo x")


async def test_a_worker_that_never_says_hello_has_failed() -> None:
    configuration = replace(configured("build_never"), start_seconds=0.3)
    async with InferenceEngine(configuration) as engine:
        with pytest.raises(ModelUnavailable, match="said nothing"):
            await text(engine, "echo x")


async def test_an_engine_recovers_when_a_worker_can_start(tmp_path: Path) -> None:
    weights = tmp_path / "weights"
    configuration = configured("build_if_file_exists", text_model_id=str(weights))
    async with InferenceEngine(configuration) as engine:
        with pytest.raises(ModelUnavailable):
            await text(engine, "echo x")
        weights.touch()
        await until(lambda: engine._lanes[0].supervisor.unavailable is None)
        assert await text(engine, "echo x") == "x"


async def test_jobs_wait_for_a_worker_that_was_ready_before(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    weights = tmp_path / "weights"
    weights.touch()
    configuration = configured("build_if_file_exists", text_model_id=str(weights))
    async with InferenceEngine(configuration) as engine:
        pid = int(await text(engine, "pid"))
        weights.unlink()
        os.kill(pid, signal.SIGKILL)
        await until(lambda: not is_running(pid))
        job = submit(engine, "echo x")
        await until(lambda: caplog.text.count("The worker for text ended") >= START_TRIES + 1)
        assert not job.done

        weights.touch()
        assert await asyncio.wait_for(job.result(), 20)


async def test_jobs_do_not_wait_for_ever_for_a_worker_that_was_ready_before(
    tmp_path: Path,
) -> None:
    weights = tmp_path / "weights"
    weights.touch()
    configuration = configured("build_if_file_exists", text_model_id=str(weights))
    async with InferenceEngine(configuration) as engine:
        pid = int(await text(engine, "pid"))
        weights.unlink()
        os.kill(pid, signal.SIGKILL)
        await until(lambda: not is_running(pid))
        with pytest.raises(ModelUnavailable, match="could not be started"):
            await text(engine, "echo x")


async def test_stopping_while_no_worker_can_start() -> None:
    engine = InferenceEngine(configured("build_or_die"))
    await engine.start()
    with pytest.raises(ModelUnavailable):
        submit(engine, "echo x")
    await asyncio.wait_for(engine.stop(), GRACE_SECONDS)
    with pytest.raises(EngineStopped):
        submit(engine, "echo x")


PARENT = """
import asyncio, sys
from tests.models.engine.running import submit, text
from tests.models.engine.scripted import configured
from models.engine.engine import GRACE_SECONDS, InferenceEngine

async def main():
    async with InferenceEngine(configured()) as engine:
        pid = await text(engine, "pid")
        job = submit(engine, "{theme}")
        await asyncio.sleep(0.1)
        print(pid, flush=True)
        await asyncio.sleep(1000)

asyncio.run(main())
"""


@pytest.mark.parametrize("theme", ["sleep 1000", "burn 1000", "echo idle"])
def test_no_worker_outlives_a_killed_bot(theme: str) -> None:
    root = Path(__file__).parents[3]
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT.format(theme=theme)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert parent.stdout is not None
    worker_pid = int(parent.stdout.readline())
    assert is_running(worker_pid)
    parent.kill()
    parent.communicate()
    end = time.monotonic() + 30
    while is_running(worker_pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not is_running(worker_pid)
