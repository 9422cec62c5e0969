import sys
from pathlib import Path

import pytest

from models.image.stickers.styles import STYLES
from tests.evaluations.images.__main__ import main
from tests.evaluations.images.figures import judged_styles
from tests.evaluations.images.orders import caption_orders, colour_orders
from tests.evaluations.images.pictures import PicturesFolder
from tests.scripted_backends import ScriptedImageBackend

pytestmark = pytest.mark.weights


def report(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """Makes the report of what is in a folder; returns the exit code."""
    monkeypatch.setattr(
        sys, "argv", ["images", "--report", "--folder", str(folder), "--captions", "6", *arguments]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_it_reports_what_was_drawn_and_ends_with_1_when_a_bar_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    orders = caption_orders(judged_styles(STYLES), 6)
    backend = ScriptedImageBackend("any")
    PicturesFolder(tmp_path / "pictures").draw_missing(backend, orders, lambda _: None)

    assert report(tmp_path, monkeypatch, "--only", "captions") == 1
    shown = capsys.readouterr().out
    assert "| real drawings |" in shown
    assert (tmp_path / "report.md").read_text() in shown
    assert (tmp_path / "captions.png").exists()


def test_only_what_was_chosen_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "speed.json").write_text('{"first_preview": 1.0, "all_pictures": 4.0}')

    assert report(tmp_path, monkeypatch, "--only", "speed") == 0
    assert "R-precision" not in capsys.readouterr().out


def test_colours_have_a_sheet_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    orders = colour_orders(judged_styles(STYLES), 15)
    backend = ScriptedImageBackend("any")
    PicturesFolder(tmp_path / "pictures").draw_missing(backend, orders, lambda _: None)

    assert report(tmp_path, monkeypatch, "--only", "colours") == 1
    assert (tmp_path / "colours.png").exists()
