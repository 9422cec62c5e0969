"""How soon members are answered while both models are busy, and how the event loop does."""

import asyncio
import signal
import tempfile
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from sandbox.client import MemberClient, connect_member
from sandbox.client_forms import OptionValue
from sandbox.sandbox import Sandbox
from sandbox.server import running_sandbox
from tests.benchmarks.figures import milliseconds
from tests.benchmarks.results import Results
from tests.benchmarks.service.crowd import Crowd
from tests.benchmarks.service.loop_lag import LoopLag
from tests.end_to_end.bot_process import BotProcess, environment_for

CROWD = 200
SPREAD_SECONDS = 10.0
# Every round asks for more than is made in it; a full queue would answer without any work.
_SETTINGS = {
    "ATELIER_MAX_QUEUED": "10000",
    "ATELIER_MAX_QUEUED_PER_MEMBER": "1000",
    "ATELIER_LOG_LEVEL": "INFO",
}
_LONGEST_WAIT_SECONDS = 300.0


async def measure_responsiveness(rounds: int) -> Results:
    """Has crowds use a bot with real models: spread over ten seconds, then all at once."""
    spread: list[float] = []
    burst: list[float] = []
    spread_times: list[tuple[float, float]] = []
    burst_times: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory(prefix="atelier-bench-") as folder:
        lag_file = Path(folder) / "lag"
        async with running_sandbox() as sandbox, _running_bot(sandbox, Path(folder), lag_file):
            async with connect_member(sandbox.base_url, "Ada") as ada:
                await ada.wait_for_bot("poem", within=120)
                works = await _works_alone(ada)
            for _ in range(rounds):
                crowd = Crowd(sandbox, CROWD)
                spread += await _timed(crowd, SPREAD_SECONDS, spread_times)
                burst += await _timed(crowd, 0, burst_times)
        lag = LoopLag.load(lag_file)
    return {
        "ack": milliseconds(spread),
        "ack_burst": milliseconds(burst),
        "loop_lag": milliseconds([d for span in spread_times for d in lag.between(*span)]),
        "loop_lag_burst": milliseconds([d for span in burst_times for d in lag.between(*span)]),
        "alone": works,
    }


async def _timed(crowd: Crowd, seconds: float, times: list[tuple[float, float]]) -> list[float]:
    started = time.monotonic()
    waited = await crowd.ask(seconds)
    times.append((started, time.monotonic()))
    return waited


async def _works_alone(ada: MemberClient) -> Results:
    """Returns how long a member waits for a work while nobody else wants one; warms the models."""
    poem = {"theme": "rain on tin roofs", "seed": 1}
    image = {"prompt": "a red fox", "seed": 1}
    for command, options in (("poem", poem), ("imagine", image)):
        await _seconds_until_delivered(ada, command, options)
    return {
        "seconds_per_poem": round(await _seconds_until_delivered(ada, "poem", poem), 2),
        "seconds_per_image": round(await _seconds_until_delivered(ada, "imagine", image), 2),
    }


async def _seconds_until_delivered(
    member: MemberClient, command: str, options: Mapping[str, OptionValue]
) -> float:
    use = await member.use_command(command, options)
    await member.answer_to(
        use, lambda message: "seed" in str(message["embeds"]), within=_LONGEST_WAIT_SECONDS
    )
    return asyncio.get_running_loop().time() - use.sent_at


@asynccontextmanager
async def _running_bot(sandbox: Sandbox, folder: Path, lag_file: Path) -> AsyncGenerator[None]:
    settings = {**environment_for(sandbox.base_url, folder), **_SETTINGS}
    bot = await BotProcess.start(settings, "tests.benchmarks.service.run_bot", str(lag_file))
    try:
        yield
        bot.send(signal.SIGTERM)
        await bot.exit_code()
    finally:
        await bot.end()
