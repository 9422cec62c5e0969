"""How often the answer is edited while a member waits."""

import asyncio
from itertools import pairwise
from typing import Any

import aiohttp
import discord
import pytest

import cogs.pace
from bot.style.commands import ImageCommand
from cogs.pace import Pace
from cogs.progress_line import ProgressLine
from models.base import Progress, Stage

_PAUSE = 0.05


class _Answer:
    """Stands in for a message that is edited."""

    def __init__(
        self, seconds: float = 0, error: Exception | None = None, message: str | None = "there"
    ) -> None:
        self.others: list[dict[str, Any]] = []
        self._message = message
        self.edits: list[tuple[float, str]] = []
        self._seconds = seconds
        self._error = error

    async def edit(self, *, content: str, **others: Any) -> str | None:
        await asyncio.sleep(self._seconds)
        self.edits.append((asyncio.get_running_loop().time(), content))
        self.others.append(others)
        if self._error is not None:
            raise self._error
        return self._message

    def line(self, **options: Any) -> ProgressLine:
        return ProgressLine(self.edit, Pace(), command=ImageCommand("a fox"), **options)


@pytest.fixture(autouse=True)
def _short_pause(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    monkeypatch.setattr(cogs.pace, "EDIT_SECONDS", _PAUSE)


def _percent(percent: int) -> Progress:
    return Progress(Stage.GENERATING, percent / 100)


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


async def test_a_message_that_takes_no_edit_is_left_alone() -> None:
    answer = _Answer(message=None)
    async with answer.line() as line:
        for percent in (10, 90):
            line.show(_percent(percent))
            await asyncio.sleep(_PAUSE * 1.5)

    assert len(answer.edits) == 1


async def test_buttons_come_with_the_first_edit_that_arrives() -> None:
    answer = _Answer(error=TimeoutError())
    view: Any = object()
    async with answer.line(view=view) as line:
        line.show(_percent(10))
        await asyncio.sleep(_PAUSE / 2)
        answer._error = None
        for percent in (20, 30):
            line.show(_percent(percent))
            await asyncio.sleep(_PAUSE * 3)

    assert answer.others == [{"view": view}, {"view": view}, {}]


async def _shown(
    answer: _Answer, *news: Progress, streaming: bool = True
) -> list[tuple[str, list[bytes]]]:
    """Returns words and previews of every edit."""
    async with answer.line(streaming=streaming) as line:
        for progress in news:
            line.show(progress)
            await asyncio.sleep(_PAUSE * 1.5)
    files = [edit.get("attachments", ()) for edit in answer.others]
    return [
        (words, [file.fp.read() for file in attached])
        for (_, words), attached in zip(answer.edits, files, strict=True)
    ]


async def test_a_draft_grows_and_stays_while_nothing_new_is_written() -> None:
    shown = await _shown(
        _Answer(),
        Progress(Stage.GENERATING, 0.1, draft="rain"),
        Progress(Stage.GENERATING, 0.1, draft="rain\non tin"),
        Progress(Stage.GENERATING, 0.5),
    )

    assert [words.partition("\n\n")[2] for words, _ in shown] == [
        "rain",
        "rain\non tin",
        "rain\non tin",
    ]


async def test_each_preview_is_attached_once() -> None:
    shown = await _shown(
        _Answer(),
        Progress(Stage.GENERATING, 0.1, preview=b"coarse"),
        Progress(Stage.GENERATING, 0.3),
        Progress(Stage.GENERATING, 0.3, preview=b"sharper"),
    )

    assert [files for _, files in shown] == [[b"coarse"], [], [b"sharper"]]


async def test_what_a_dead_worker_had_written_goes_away() -> None:
    shown = await _shown(
        _Answer(),
        Progress(Stage.GENERATING, 0.1, draft="rain"),
        Progress(Stage.LOADING),
        Progress(Stage.GENERATING, 0.0),
    )

    assert [("rain" in words) for words, _ in shown] == [True, False, False]


async def test_who_wants_no_streaming_sees_the_line_only() -> None:
    shown = await _shown(
        _Answer(),
        Progress(Stage.GENERATING, 0.1, draft="rain", preview=b"coarse"),
        streaming=False,
    )

    assert shown == [("🎨 ▰▱▱▱▱▱▱▱▱▱ 10%", [])]
