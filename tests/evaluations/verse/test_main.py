import sys
from pathlib import Path

import pytest

from tests.evaluations.verse.__main__ import main
from tests.evaluations.verse.orders import LYRICS, orders
from tests.evaluations.verse.poems import POEMS
from tests.evaluations.verse.works import ATELIER, BASELINE, Work, WorksFile


def report(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str, themes: str = "1"
) -> object:
    """Makes the report of what is in a folder; returns the exit code."""
    command = ["verse", "--report", "--folder", str(folder), "--themes", themes, *arguments]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def add_haiku(folder: Path, maker: str, text: str) -> None:
    [order] = orders("haiku", 1, 1)
    WorksFile(folder / "works.jsonl").add(Work(maker, order, text))


def test_it_ends_with_0_when_all_bars_are_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_haiku(tmp_path, ATELIER, "\n".join(POEMS["haiku"]))
    assert report(tmp_path, monkeypatch) == 0
    shown = capsys.readouterr().out
    assert "| lines with exact syllables | 100.0 % |  |" in shown
    assert (tmp_path / "report.md").read_text() in shown


def test_it_ends_with_1_when_a_bar_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_haiku(tmp_path, ATELIER, "The sea")
    assert report(tmp_path, monkeypatch) == 1


def test_only_what_was_chosen_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_haiku(tmp_path, ATELIER, "The sea")
    add_haiku(tmp_path, BASELINE, "The sea")
    [song] = orders(LYRICS, 1, 1)
    WorksFile(tmp_path / "works.jsonl").add(Work(ATELIER, song, "[Verse 1]\nThe sea"))
    (tmp_path / "speed.json").write_text(
        '{"haiku": {"median": 99, "maximum": 99, "first median": 99, "first maximum": 99}}'
    )

    assert report(tmp_path, monkeypatch, "--only", "lyrics") == 0
    assert "haiku" not in capsys.readouterr().out
    assert report(tmp_path, monkeypatch, "--only", "poems", "--forms", "limerick") == 0
    assert report(tmp_path, monkeypatch, "--only", "speed") == 1
    assert "| haiku | 99.0 | 99.0 | 99.0 | 99.0 |" in capsys.readouterr().out
    assert report(tmp_path, monkeypatch, "--only", "baseline", "--seed", "1") == 0
    assert report(tmp_path, monkeypatch, "--only", "poems", "--seed", "2") == 0
