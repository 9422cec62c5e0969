"""The whole measurement: a bot with the real models in a sandbox, first alone, then in a crowd."""

import asyncio
import signal
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.client import MemberClient, connect_member
from sandbox.sandbox import Sandbox
from sandbox.server import running_sandbox
from tests.benchmarks.loop_lag import LoopLag
from tests.benchmarks.members import seconds_until_acknowledged, seconds_until_delivered
from tests.end_to_end.bot_process import BotProcess, environment_for

# Every round asks for more than is made in it; a full queue would answer without any work.
_SETTINGS = {"ATELIER_MAX_QUEUED": "10000", "ATELIER_LOG_LEVEL": "INFO"}
_PAUSE_SECONDS = 3.0

Results = dict[str, dict[str, float]]
Advance = Callable[[], None]


@dataclass(frozen=True)
class Amounts:
    """How often everything is measured."""

    works: int
    rounds: int

    @property
    def steps(self) -> int:
        """Measurements in all, for a progress bar."""
        return 2 + 2 * self.works + self.rounds


@dataclass
class _Measured:
    poems: list[float] = field(default_factory=list[float])
    images: list[float] = field(default_factory=list[float])
    acknowledgements: list[float] = field(default_factory=list[float])
    lags: list[float] = field(default_factory=list[float])


async def measure(amounts: Amounts, advance: Advance) -> Results:
    """Runs everything; `advance` is called after each step."""
    measured = _Measured()
    with tempfile.TemporaryDirectory(prefix="atelier-bench-") as folder:
        lag_file = Path(folder) / "lag"
        async with running_sandbox() as sandbox, _running_bot(sandbox, Path(folder), lag_file):
            async with connect_member(sandbox.base_url, "Ada") as ada:
                await ada.wait_for_bot("poem", within=120)
                await _warm_up(ada, advance)
                start = time.monotonic()
                await _measure_works(ada, amounts.works, measured, advance)
            await _measure_crowds(sandbox, amounts.rounds, measured, advance)
            end = time.monotonic()
        measured.lags = LoopLag.load(lag_file).between(start, end)
    return _results(measured)


@asynccontextmanager
async def _running_bot(
    sandbox: Sandbox, folder: Path, lag_file: Path
) -> AsyncGenerator[BotProcess]:
    settings = {**environment_for(sandbox.base_url, folder), **_SETTINGS}
    bot = await BotProcess.start(settings, "tests.benchmarks.run_bot", str(lag_file))
    try:
        yield bot
        bot.send(signal.SIGTERM)
        await bot.exit_code()
    finally:
        await bot.end()


async def _warm_up(ada: MemberClient, advance: Advance) -> None:
    await seconds_until_delivered(ada, "poem", {"theme": "warmth"})
    advance()
    await seconds_until_delivered(ada, "imagine", {"prompt": "a sun"})
    advance()


async def _measure_works(
    ada: MemberClient, works: int, measured: _Measured, advance: Advance
) -> None:
    for seed in range(works):
        poem = {"theme": "rain on tin roofs", "seed": seed}
        measured.poems.append(await seconds_until_delivered(ada, "poem", poem))
        advance()
        image = {"prompt": "a red fox", "seed": seed}
        measured.images.append(await seconds_until_delivered(ada, "imagine", image))
        advance()


async def _measure_crowds(
    sandbox: Sandbox, rounds: int, measured: _Measured, advance: Advance
) -> None:
    for _ in range(rounds):
        measured.acknowledgements += await seconds_until_acknowledged(sandbox)
        # The models work on; what they deliver meanwhile is part of the measured lag.
        await asyncio.sleep(_PAUSE_SECONDS)
        advance()


def _results(measured: _Measured) -> Results:
    return {
        "ack": {
            **_milliseconds(measured.acknowledgements),
            "count": len(measured.acknowledgements),
        },
        "loop_lag": {**_milliseconds(measured.lags), "count": len(measured.lags)},
        "text": {"seconds_per_poem": round(statistics.mean(measured.poems), 2)},
        "images": {"seconds_per_image": round(statistics.mean(measured.images), 2)},
    }


def _milliseconds(seconds: list[float]) -> dict[str, float]:
    in_order = sorted(1000 * value for value in seconds)

    def percentile(share: float) -> float:
        return round(in_order[min(len(in_order) - 1, int(share * len(in_order)))], 1)

    return {"p50_ms": percentile(0.5), "p99_ms": percentile(0.99), "max_ms": round(in_order[-1], 1)}
