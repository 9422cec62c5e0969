"""The log leaves the token out, wherever it would appear."""

import logging

import pytest
from pydantic import SecretStr

from bot.logs import set_up_logging

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
