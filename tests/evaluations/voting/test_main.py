import sys
from pathlib import Path

import pytest

from tests.evaluations.voting import __main__ as program
from tests.evaluations.voting.seasons import SeasonKind


@pytest.fixture(autouse=True)
def short_seasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "KINDS", (SeasonKind(12, 2, 1, 1),))


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """Evaluates and returns the exit code."""
    monkeypatch.setattr(sys, "argv", ["voting", "--folder", str(folder), *arguments])
    with pytest.raises(SystemExit) as ended:
        program.main()
    return ended.value.code


def test_the_report_is_shown_kept_and_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, monkeypatch, "--challenges", "2", "--seed", "3")
    report = (tmp_path / "report.md").read_text()
    assert report in capsys.readouterr().out
    assert "| Atelier | 12 | " in report
    assert "| 12 | 2 | 1 | 1 | " in report

    run(tmp_path, monkeypatch, "--challenges", "2", "--seed", "3")
    assert (tmp_path / "report.md").read_text() == report


def test_only_what_was_chosen_is_evaluated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, monkeypatch, "--only", "rings") == 0
    assert "Kendall" not in capsys.readouterr().out
    run(tmp_path, monkeypatch, "--only", "votes", "--challenges", "1")
    assert "Rings" not in capsys.readouterr().out


@pytest.mark.parametrize(("least", "code"), [(-1.0, 0), (1.1, 1)])
def test_a_missed_bar_makes_the_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: float, code: int
) -> None:
    bars = {"LEAST_TAU": {12: least}, "COVERAGE": (0, 1), "MOST_SPREAD": 30}
    for name, limit in bars.items():
        monkeypatch.setattr(f"tests.evaluations.voting.bars.{name}", limit)
    assert run(tmp_path, monkeypatch, "--only", "votes", "--challenges", "1") == code
