"""How long a member with one job waits next to a member with many."""

import asyncio
import time
from dataclasses import dataclass, field

from models.backend import ModelConfiguration
from models.base import PoemRequest, Progress, Stage
from models.engine.engine import EngineConfiguration, InferenceEngine
from tests.benchmarks.figures import figure
from tests.benchmarks.results import Results

MANY = 50
GREEDY, MODEST = 1, 2
_THEME = "rain on tin roofs"


@dataclass
class _Timed:
    """One job's way through the engine."""

    asked_at: float = field(default_factory=time.monotonic)
    begun_at: float | None = None
    ended_at: float | None = None

    def notice(self, progress: Progress) -> None:
        if progress.stage is not Stage.QUEUED and self.begun_at is None:
            self.begun_at = time.monotonic()

    @property
    def waited(self) -> float:
        assert self.begun_at is not None
        return self.begun_at - self.asked_at

    @property
    def took(self) -> float:
        assert self.begun_at is not None
        assert self.ended_at is not None
        return self.ended_at - self.begun_at


async def measure_fairness(rounds: int) -> Results:
    """Has one member ask for 50 poems and another one for a single poem soon after, in rounds."""
    configuration = EngineConfiguration(
        models=ModelConfiguration(), max_queued=10_000, max_queued_per_member=1000
    )
    async with InferenceEngine(configuration) as engine:
        await _make(engine, MODEST, seed=0, timed=_Timed())
        waits = [await _wait_in_jobs(engine, number) for number in range(rounds)]
    return {
        "fairness": {"wait_in_jobs": round(max(waits), 2), "waits_in_jobs": figure(waits)},
    }


async def _wait_in_jobs(engine: InferenceEngine, number: int) -> float:
    """Returns the one job's time in line, in units of the time that a job takes."""
    many = [_Timed() for _ in range(MANY)]
    first_seed = 1000 * (number + 1)
    making = [
        asyncio.create_task(_make(engine, GREEDY, first_seed + place, timed))
        for place, timed in enumerate(many)
    ]
    # The models are at work on the many when the one comes, somewhere in the middle of a job.
    await asyncio.sleep(1.0 + 0.7 * number)
    one = _Timed()
    await _make(engine, MODEST, first_seed - 1, one)
    enough = [timed for timed in many if timed.ended_at is not None]
    if not enough:
        await asyncio.wait(making, return_when=asyncio.FIRST_COMPLETED)
        enough = [timed for timed in many if timed.ended_at is not None]
    for task in making:
        task.cancel()
    await asyncio.gather(*making, return_exceptions=True)
    return one.waited / (sum(timed.took for timed in enough) / len(enough))


async def _make(engine: InferenceEngine, member_id: int, seed: int, timed: _Timed) -> None:
    job = engine.submit(PoemRequest(_THEME, seed), member_id=member_id, on_progress=timed.notice)
    try:
        await job.result()
    finally:
        job.cancel()
    timed.ended_at = time.monotonic()
