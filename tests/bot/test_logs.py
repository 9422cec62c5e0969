"""The log leaves the token out, wherever it would appear."""

import asyncio
import json
import logging
from datetime import datetime, timedelta

import pytest
from pydantic import SecretStr

from bot.logs import job_in_log, set_up_logging

_TOKEN = "MTk4.a-very-secret.token"
_log = logging.getLogger("atelier.test")


def test_the_token_is_struck_out_of_messages(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", SecretStr(_TOKEN))
    _log.info("Authorization: Bot %s", _TOKEN)

    logged = capsys.readouterr().err
    assert _TOKEN not in logged
    assert "Authorization: Bot [token]" in logged


def test_the_token_is_struck_out_of_tracebacks(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", SecretStr(_TOKEN))
    try:
        int(f"bad token {_TOKEN}")
    except ValueError:
        _log.exception("login failed")

    logged = capsys.readouterr().err
    assert "Traceback" in logged
    assert "'bad token [token]'" in logged
    assert _TOKEN not in logged


def test_without_a_token_nothing_is_struck_out(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", None)
    _log.info("hello")

    assert "INFO    atelier.test: hello" in capsys.readouterr().err


@pytest.mark.parametrize(("level", "is_shown"), [("DEBUG", True), ("WARNING", False)])
def test_the_level_decides_what_is_logged(
    capsys: pytest.CaptureFixture[str], level: str, *, is_shown: bool
) -> None:
    set_up_logging(level, None)
    _log.info("hello")

    assert ("hello" in capsys.readouterr().err) is is_shown


def test_single_requests_and_statements_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("DEBUG", None)
    for name in ("discord.http", "aiosqlite"):
        logging.getLogger(name).debug("one more")

    assert "one more" not in capsys.readouterr().err


async def test_what_is_logged_for_a_job_carries_its_reference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logging("INFO", None)

    async def work_on(job_id: str) -> None:
        job_in_log(job_id)
        await asyncio.sleep(0)
        _log.info("working on %s", job_id)

    async def start() -> None:
        job_in_log("outer")
        await asyncio.create_task(asyncio.sleep(0))
        logging.getLogger("a.library").warning("beside it")

    await asyncio.gather(*(asyncio.create_task(work_on(job)) for job in ("one", "two")))
    await asyncio.create_task(start())
    _log.info("on nothing")

    logged = capsys.readouterr().err
    assert "working on one job=one\n" in logged
    assert "working on two job=two\n" in logged
    assert "a.library: beside it job=outer\n" in logged
    assert "on nothing\n" in logged


def test_a_reference_can_come_with_a_single_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", None)
    _log.info("delivered", extra={"job": "three"})

    assert "atelier.test: delivered job=three\n" in capsys.readouterr().err


def test_json_has_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", SecretStr(_TOKEN), "json")
    _log.info("delivered", extra={"job": "three"})
    try:
        int(f'bad "token" {_TOKEN}')
    except ValueError:
        logging.getLogger("a.library").exception("login failed")

    delivered, failed = map(json.loads, capsys.readouterr().err.splitlines())
    assert datetime.fromisoformat(delivered.pop("timestamp")).utcoffset() == timedelta(0)
    assert delivered == {
        "level": "info",
        "logger": "atelier.test",
        "event": "delivered",
        "job": "three",
    }
    assert failed["logger"] == "a.library"
    assert failed["level"] == "error"
    assert failed["exception"].startswith("Traceback")
    assert 'bad "token" [token]' in failed["exception"]


def test_a_token_that_json_writes_differently_is_struck_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logging("INFO", SecretStr('se"cret'), "json")
    _log.info('my token is se"cret')

    [line] = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "my token is [token]"
