import asyncio
import logging
from copy import copy

import pytest

from models.engine.worker_log import LAST_LINES, WorkerLog, WorkerLogFormatter


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
    await follow(b"loose\nERROR|a,b|torch: bro", b"ken\nTraceback\nDEBUG||x: y|z\nno level|y|z")
    lines = [(r.levelname, getattr(r, "job", None), r.message) for r in caplog.records]
    assert lines == [
        ("INFO", None, "loose"),
        ("ERROR", "a,b", "torch: broken"),
        ("ERROR", "a,b", "Traceback"),
        ("DEBUG", None, "x: y|z"),
        ("DEBUG", None, "no level|y|z"),
    ]


def test_a_line_names_the_job_it_is_about_or_all_in_hand() -> None:
    formatter = WorkerLogFormatter()
    record = logging.LogRecord("x", logging.ERROR, "", 0, "broken", None, None)
    assert formatter.format(copy(record)) == "ERROR||x: broken"

    formatter.jobs = lambda: "a,b"
    assert formatter.format(copy(record)) == "ERROR|a,b|x: broken"
    record.job = "b"
    assert formatter.format(record) == "ERROR|b|x: broken"


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
