"""How often the answer is edited while a member waits."""

import asyncio
from itertools import pairwise
from typing import Any, cast

import aiohttp
import discord
import pytest

import cogs.delivery
from cogs.delivery import EDIT_SECONDS, Interaction, ProgressLine
from models.base import Progress, Stage

_PAUSE = 0.05


class _Answer:
    """Stands in for an interaction whose answer is edited."""

    def __init__(self, seconds: float = 0, error: Exception | None = None) -> None:
        self.edits: list[tuple[float, str]] = []
        self._seconds = seconds
        self._error = error

    async def edit_original_response(self, *, content: str) -> None:
        await asyncio.sleep(self._seconds)
        self.edits.append((asyncio.get_running_loop().time(), content))
        if self._error is not None:
            raise self._error

    def line(self) -> ProgressLine:
        return ProgressLine(cast("Interaction", self))


@pytest.fixture(autouse=True)
def _short_pause(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    monkeypatch.setattr(cogs.delivery, "EDIT_SECONDS", _PAUSE)


def _percent(percent: int) -> Progress:
    return Progress(Stage.GENERATING, percent / 100)


def test_discord_is_not_edited_faster_than_it_likes() -> None:
    assert EDIT_SECONDS == 1.5


async def test_between_two_edits_is_a_pause() -> None:
    answer = _Answer()
    async with answer.line() as line:
        for percent in range(0, 100, 2):
            line.show(_percent(percent))
            await asyncio.sleep(_PAUSE / 10)

    times = [time for time, _ in answer.edits]
    assert len(times) >= 3
    assert min(b - a for a, b in pairwise(times)) >= _PAUSE * 0.9


async def test_the_latest_progress_is_shown() -> None:
    answer = _Answer()
    async with answer.line() as line:
        for percent in (10, 20, 30):
            line.show(_percent(percent))
        await asyncio.sleep(_PAUSE / 2)

    assert [text for _, text in answer.edits] == ["🎨 ▰▰▰▱▱▱▱▱▱▱ 30%"]


async def test_what_is_shown_already_is_not_sent_again() -> None:
    answer = _Answer()
    async with answer.line() as line:
        for _ in range(3):
            line.show(_percent(30))
            await asyncio.sleep(_PAUSE * 1.2)

    assert len(answer.edits) == 1


async def test_an_edit_under_way_arrives_before_the_result() -> None:
    answer = _Answer(seconds=_PAUSE)
    async with answer.line() as line:
        line.show(_percent(30))
        await asyncio.sleep(_PAUSE / 5)
    assert len(answer.edits) == 1

    line.show(_percent(90))
    await asyncio.sleep(_PAUSE * 3)
    assert len(answer.edits) == 1


_RESPONSE: Any = type("Response", (), {"status": 500, "reason": "down"})()


@pytest.mark.parametrize("error", [
    discord.HTTPException(_RESPONSE, "down"), aiohttp.ServerDisconnectedError(), TimeoutError(),
])  # fmt: skip
async def test_a_failed_edit_does_not_end_the_others(error: Exception) -> None:
    answer = _Answer(error=error)
    async with answer.line() as line:
        for percent in (10, 90):
            line.show(_percent(percent))
            await asyncio.sleep(_PAUSE * 1.5)

    assert len(answer.edits) == 2


async def test_the_edits_end_when_the_work_fails() -> None:
    answer = _Answer()
    before = asyncio.all_tasks()

    async def fail() -> None:
        async with answer.line() as line:
            line.show(_percent(30))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert asyncio.all_tasks() == before
