import sqlite3
from contextlib import closing
from pathlib import Path

from bot.database import migrate
from bot.database.drafting import check_migrations
from tests.bot.database.conftest import url_of

TABLES = {
    "alembic_version",
    "feedback_events",
    "guilds",
    "jobs",
    "members",
    "style_profiles",
    "work_images",
    "work_parents",
    "works",
}


def tables_in(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in rows}


def test_upgrades_from_nothing_to_head(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "100% new.sqlite3"
    migrate.upgrade(url_of(file))
    assert tables_in(file) == TABLES
    assert migrate.current(url_of(file)) == migrate.head()


def test_downgrades_to_base(database_file: Path) -> None:
    migrate.downgrade(url_of(database_file), "base")
    assert tables_in(database_file) == {"alembic_version"}
    assert migrate.current(url_of(database_file)) is None


def test_tables_have_not_drifted_from_migrations(database_file: Path) -> None:
    check_migrations(url_of(database_file))
