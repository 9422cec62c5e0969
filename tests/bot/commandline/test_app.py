"""What holds for all commands: help, exit codes, errors in words."""

import pytest

from tests.bot.commandline.conftest import Atelier


def test_help_names_every_command(atelier: Atelier) -> None:
    outcome = atelier("--help")

    assert outcome.code == 0
    for command in ("demo", "run", "make", "db", "models", "doctor"):
        assert command in outcome.out


@pytest.mark.parametrize("arguments", [
    ("run",), ("doctor",), ("db", "current"), ("make", "poem", "snow"), ("models", "list"),
])  # fmt: skip
def test_a_wrong_setting_is_named_and_exits_with_2(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ATELIER_DEVICE", "gpu")
    outcome = atelier(*arguments)

    assert outcome.code == 2
    assert "ATELIER_DEVICE=gpu" in outcome.err
    assert "`cuda:1`" in outcome.err
    assert "Traceback" not in outcome.err


def test_an_unknown_command_exits_with_2(atelier: Atelier) -> None:
    assert atelier("paint").code == 2
