"""`atelier db`."""

from pathlib import Path

import pytest

from bot.database import migrate
from tests.bot.commandline.conftest import Atelier


def test_from_nothing_to_the_newest_and_back(atelier: Atelier, tmp_path: Path) -> None:
    file = tmp_path / "data" / "atelier.sqlite3"
    empty = atelier("db", "current")
    assert empty.code == 0
    assert f"{file}\nempty (the newest is {migrate.head()})" in empty.out
    assert not file.exists()

    assert f"{migrate.head()} (the newest)" in atelier("db", "upgrade").out
    assert f"{migrate.head()} (the newest)" in atelier("db", "current").out
    assert "empty" in atelier("db", "downgrade", "base").out


def test_an_unknown_revision_is_an_error_in_words(atelier: Atelier) -> None:
    outcome = atelier("db", "upgrade", "no-such-revision")

    assert outcome.code == 1
    assert "The database can't be migrated" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_file_that_is_no_database_is_an_error_in_words(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no database at all " * 100)
    monkeypatch.setenv("ATELIER_DATABASE_URL", f"sqlite+aiosqlite:///{file}")
    outcome = atelier("db", "upgrade")

    assert outcome.code == 1
    assert "damaged or isn't a database" in outcome.err
