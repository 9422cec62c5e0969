"""Engines and jobs in a line, for the tests of the engine."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from models.base import GenerationResult, PoemRequest, ProgressCallback, TextResult
from models.engine.engine import InferenceEngine, Job


def submit(
    engine: InferenceEngine,
    theme: str,
    *,
    member_id: int = 1,
    guild_id: int | None = None,
    on_progress: ProgressCallback | None = None,
) -> Job:
    return engine.submit(
        PoemRequest(theme, seed=1), member_id=member_id, guild_id=guild_id, on_progress=on_progress
    )


async def result(engine: InferenceEngine, theme: str) -> GenerationResult:
    return await asyncio.wait_for(submit(engine, theme).result(), 60)


async def text(engine: InferenceEngine, theme: str) -> str:
    finished = await result(engine, theme)
    assert isinstance(finished, TextResult)
    return finished.text


async def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110  what is awaited happens in other processes
            await asyncio.sleep(0.005)


def children() -> set[int]:
    """Returns the processes that this one started and that are not gone."""
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        # A thread may end while we look.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            found |= {int(pid) for pid in (task / "children").read_text().split()}
    return found


def is_running(pid: int) -> bool:
    """Whether the process exists and is no zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
