import pytest

from models.engine.configuration import EngineConfiguration
from models.engine.worker_care import WorkerCare
from tests.models.engine.conftest import Clock

MEGABYTE = 2**20


def care(unload_after_seconds: float = 60) -> WorkerCare:
    configuration = EngineConfiguration(
        max_worker_bytes=100 * MEGABYTE, unload_after_seconds=unload_after_seconds
    )
    return WorkerCare(configuration, "text")


def test_a_worker_within_its_limit_stays() -> None:
    worker = care()
    assert worker.weigh(100 * MEGABYTE) is None
    assert not worker.is_too_big
    assert worker.reason_to_retire() is None


def test_a_worker_above_its_limit_gets_nothing_more_and_goes_when_idle(
    caplog: pytest.LogCaptureFixture,
) -> None:
    worker = care()
    for _ in range(3):
        assert worker.weigh(110 * MEGABYTE) is None
    assert worker.is_too_big
    reason = worker.reason_to_retire()
    assert reason is not None
    assert "110 MB" in reason
    assert "100 MB (ATELIER_MAX_WORKER_MEMORY_MB)" in reason
    assert len(caplog.messages) == 1


def test_a_worker_that_shrinks_again_stays() -> None:
    worker = care()
    worker.weigh(110 * MEGABYTE)
    worker.weigh(90 * MEGABYTE)
    assert not worker.is_too_big
    assert worker.reason_to_retire() is None


def test_a_worker_far_above_its_limit_is_killed() -> None:
    assert care().weigh(130 * MEGABYTE)


def test_a_worker_whose_model_nobody_uses_goes(clock: Clock) -> None:
    worker = care()
    clock.now += 100
    assert worker.reason_to_retire() is None, "nothing was loaded"
    worker.use()
    clock.now += 50
    worker.use()
    clock.now += 50
    assert worker.reason_to_retire() is None
    clock.now += 10
    assert worker.reason_to_retire() == "nobody used its model for 60 seconds"
    worker.forget()
    assert worker.reason_to_retire() is None


def test_unloading_can_be_turned_off(clock: Clock) -> None:
    worker = care(unload_after_seconds=0)
    worker.use()
    clock.now += 1e6
    assert worker.reason_to_retire() is None
