import time

from models.base import Progress, Stage
from models.engine.batch import Batch, Slot
from tests.models.engine.conftest import Clock
from tests.models.engine.jobs import make_job

GENERATING = Progress(Stage.GENERATING)


def add(batch: Batch, *, generating: bool = True) -> Slot:
    job = make_job()
    batch.add(job)
    slot = batch.get(job.id)
    assert slot is not None
    slot.heard_at = time.perf_counter()
    if generating:
        batch.hear(slot, GENERATING)
    return slot


def test_jobs_share_the_models_time(clock: Clock) -> None:
    batch = Batch()
    first = add(batch)
    clock.now += 4
    second = add(batch)
    waiting = add(batch, generating=False)
    clock.now += 6
    assert batch.end(first.job.id) is first
    clock.now += 5
    batch.end(second.job.id)
    assert (first.work, second.work, waiting.work) == (4 + 3, 3 + 5, 0)
    # All seconds in which the model worked, and each once.
    assert first.work + second.work == 15
    assert second.elapsed == 11


def test_what_ended_is_not_here_any_more() -> None:
    batch = Batch()
    slot = add(batch)
    batch.end(slot.job.id)
    assert batch.end(slot.job.id) is None
    assert batch.get(slot.job.id) is None
    assert len(batch) == 0


def test_a_job_that_the_model_has_must_give_signs_of_life(clock: Clock) -> None:
    batch = Batch()
    assert batch.deadline(load_seconds=100, stall_seconds=10) is None
    silent, lively = add(batch), add(batch)
    add(batch, generating=False)
    clock.now += 6
    batch.hear(lively, Progress(Stage.GENERATING, fraction=0.5))
    batch.hear(lively, None)
    assert batch.deadline(load_seconds=100, stall_seconds=10) == silent.heard_at + 10
    assert lively.fraction == 0.5


def test_while_the_model_loads_there_is_more_time(clock: Clock) -> None:
    batch = Batch()
    add(batch, generating=False)
    clock.now += 6
    second = add(batch, generating=False)
    batch.hear(second, Progress(Stage.LOADING))
    assert batch.deadline(load_seconds=100, stall_seconds=10) == clock.now + 100


def test_the_beginning_is_announced_once() -> None:
    batch = Batch()
    slot = add(batch, generating=False)
    assert [batch.hear(slot, progress) for progress in (None, GENERATING, GENERATING)] == [
        False,
        True,
        False,
    ]
