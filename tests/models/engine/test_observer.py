"""What an engine tells its observer."""

from dataclasses import replace

import pytest

from models.base import GenerationResult, Kind, TextResult
from models.engine.engine import InferenceEngine
from models.engine.observer import Outcome, Unobserved
from models.errors import GenerationError, QueueFull
from tests.models.engine.running import submit, text, until
from tests.models.engine.scripted import configured


class Notes(Unobserved):
    """Keeps all that it is told."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.ends: list[tuple[Outcome, float, float, GenerationResult | None]] = []

    def job_queued(self, kind: Kind) -> None:
        self.calls.append(("queued", kind))

    def job_refused(self, kind: Kind) -> None:
        self.calls.append(("refused", kind))

    def job_started(self, kind: Kind, wait_seconds: float) -> None:
        self.calls.append(("started", kind))

    def job_ended(
        self,
        kind: Kind,
        outcome: Outcome,
        wait_seconds: float,
        run_seconds: float,
        result: GenerationResult | None,
    ) -> None:
        self.calls.append(("ended", kind))
        self.ends.append((outcome, wait_seconds, run_seconds, result))

    def queue_changed(self, lane: str, waiting: int) -> None:
        self.calls.append(("queue", lane, waiting))

    def batch_changed(self, lane: str, size: int) -> None:
        self.calls.append(("batch", lane, size))

    def worker_started(self, lane: str) -> None:
        self.calls.append(("worker started", lane))

    def worker_lost(self, lane: str, *, planned: bool) -> None:
        self.calls.append(("worker lost", lane, planned))

    def worker_memory(self, lane: str, resident_bytes: int) -> None:
        self.calls.append(("memory", lane, resident_bytes > 2**20))


async def test_the_life_of_a_job_is_told() -> None:
    notes = Notes()
    async with InferenceEngine(configured(), notes) as engine:
        await submit(engine, "sleep 0.2").result()
    assert [call for call in notes.calls if call[0] != "memory"] == [
        ("worker started", "text"),
        ("queued", Kind.POEM),
        ("queue", "text", 1),
        ("queue", "text", 0),
        ("started", Kind.POEM),
        ("batch", "text", 1),
        ("ended", Kind.POEM),
        ("batch", "text", 0),
        ("worker lost", "text", True),
        ("batch", "text", 0),
    ]
    [(outcome, waited, ran, result)] = notes.ends
    assert outcome is Outcome.FINISHED
    assert waited < 0.2 < ran
    assert isinstance(result, TextResult)


async def test_every_way_to_end_has_its_name() -> None:
    notes = Notes()
    engine = InferenceEngine(replace(configured(), max_queued_per_member=2), notes)
    await engine.start()
    with pytest.raises(GenerationError):
        await text(engine, "reject No.")
    stopped, cancelled, waiting = (submit(engine, "sleep 1000") for _ in range(3))
    with pytest.raises(QueueFull):
        submit(engine, "echo x")
    cancelled.cancel()
    await engine.stop(grace_seconds=0)
    assert stopped.done
    assert waiting.done
    assert ("refused", Kind.POEM) in notes.calls
    assert [end[0] for end in notes.ends] == [
        Outcome.FAILED,
        Outcome.CANCELLED,
        Outcome.STOPPED,
        Outcome.STOPPED,
    ]
    assert all(end[3] is None for end in notes.ends)
    # Who never ran, ran for no time.
    assert notes.ends[1][2] == 0


async def test_deaths_and_memory_are_told() -> None:
    notes = Notes()
    async with InferenceEngine(replace(configured(), upkeep_seconds=0.02), notes) as engine:
        with pytest.raises(GenerationError):
            await text(engine, "die")
        await text(engine, "echo next")
        await until(lambda: ("memory", "text", True) in notes.calls)
    assert notes.calls.count(("worker lost", "text", False)) == 2
    assert notes.calls.count(("worker started", "text")) == 3
