import asyncio
import time
from pathlib import Path

from tests.benchmarks.service.loop_lag import LoopLag


async def test_a_held_up_loop_is_seen_and_told_of(tmp_path: Path) -> None:
    lag = LoopLag()
    watching = asyncio.create_task(lag.watch())
    await asyncio.sleep(0.02)
    start = time.monotonic()
    time.sleep(0.1)  # noqa: ASYNC251 - what is to be seen
    await asyncio.sleep(0.02)
    watching.cancel()
    end = time.monotonic()
    lag.save(tmp_path / "lag")

    again = LoopLag.load(tmp_path / "lag")
    assert 0.08 < max(again.between(start, end)) < 50
    assert again.between(end, end + 1) == []
