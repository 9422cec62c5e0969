import asyncio
import logging

import pytest

from models.engine.worker_log import LAST_LINES, WorkerLog


async def follow(*pieces: bytes) -> WorkerLog:
    reader = asyncio.StreamReader()
    for piece in pieces:
        reader.feed_data(piece)
    reader.feed_eof()
    log = WorkerLog()
    await log.follow(reader)
    return log


async def test_lines_keep_their_level_and_hand_it_on(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await follow(b"loose\nERROR|torch: bro", b"ken\nTraceback\nDEBUG|x: y\nno level|z")
    assert [(record.levelname, record.message) for record in caplog.records] == [
        ("INFO", "loose"),
        ("ERROR", "torch: broken"),
        ("ERROR", "Traceback"),
        ("DEBUG", "x: y"),
        ("DEBUG", "no level|z"),
    ]


async def test_of_a_progress_bar_the_last_state_counts(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await follow(b"10 %\r50 %\r100 %\r\n\n")
    assert caplog.messages == ["100 %"]


async def test_the_last_lines_are_kept_and_no_line_is_endless() -> None:
    log = await follow(*(f"line {number}\n".encode() for number in range(100)), b"y" * 200_000)
    lines = log.last_lines().split("\n")
    assert len(lines) == LAST_LINES
    assert lines[-2] == "line 99"
    assert 60_000 < len(lines[-1]) < 140_000


async def test_broken_text_is_shown_as_far_as_it_goes(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await follow(b"caf\xe9 \xff\n")
    assert caplog.messages == ["caf� �"]
