import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

import migrations
from bot.database import migrate
from bot.database.backup import backup_path
from bot.database.drafting import check_migrations, draft_migration
from bot.database.errors import DatabaseError, DatabaseUnavailable
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Base
from tests.bot.database.rows import a_work, an_image, url_of

REBUILD_WORKS = '''
"""Rebuild works."""
import sqlalchemy as sa
from alembic import op
revision = "0005"
down_revision = "0004"

def upgrade() -> None:
    with op.batch_alter_table("works", recreate="always") as works:
        works.add_column(sa.Column("colour", sa.Text()))

def downgrade() -> None:
    with op.batch_alter_table("works") as works:
        works.drop_column("colour")
'''
BREAK_REFERENCES = REBUILD_WORKS.replace(
    "def upgrade() -> None:", 'def upgrade() -> None:\n    op.execute("DELETE FROM members")'
)


def rows_of(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def tables_in(file: Path) -> set[object]:
    return {name for (name,) in rows_of(file, "SELECT name FROM sqlite_master WHERE type='table'")}


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a copy of the migrations, to which a test adds some."""
    copy = tmp_path / "migrations"
    shutil.copytree(migrations.__path__[0], copy)
    monkeypatch.setattr(migrations, "__path__", [str(copy)])
    return copy / "versions"


@pytest.fixture
async def work_id(database: Database) -> str:
    async with database.unit_of_work() as session:
        work = await WorkRepository(session).add(a_work(), [an_image(b"png")])
    return work.id


def test_upgrades_from_nothing_to_head(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "100% new.sqlite3"
    migrate.upgrade(url_of(file))
    assert tables_in(file) == {*Base.metadata.tables, "alembic_version"}
    assert migrate.current(url_of(file)) == migrate.head()


async def test_upgrades_without_blocking_the_loop(tmp_path: Path) -> None:
    file = tmp_path / "atelier.sqlite3"
    await migrate.upgrade_async(url_of(file))
    assert migrate.current(url_of(file)) == migrate.head()


def test_downgrades_to_base(database_file: Path) -> None:
    migrate.downgrade(url_of(database_file), "base")
    assert tables_in(database_file) == {"alembic_version"}
    assert migrate.current(url_of(database_file)) is None


def test_tables_have_not_drifted_from_migrations(database_file: Path) -> None:
    check_migrations(url_of(database_file))


def test_current_creates_nothing(tmp_path: Path) -> None:
    assert migrate.current(url_of(tmp_path / "atelier.sqlite3")) is None
    assert list(tmp_path.iterdir()) == []


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "atelier.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE jobs (id)")
    with pytest.raises(OperationalError, match="already exists"):
        migrate.upgrade(url_of(file))
    assert tables_in(file) == {"jobs"}


def test_upgrades_at_the_same_time_wait_for_each_other(tmp_path: Path) -> None:
    file = tmp_path / "atelier.sqlite3"
    with ThreadPoolExecutor() as threads:
        list(threads.map(migrate.upgrade, [url_of(file)] * 4))
    assert migrate.current(url_of(file)) == migrate.head()


async def test_a_backup_is_kept_before_an_upgrade_that_loses_nothing(
    database: Database, database_file: Path, work_id: str, versions: Path
) -> None:
    (versions / "0005_rebuild.py").write_text(REBUILD_WORKS)
    await migrate.upgrade_async(url_of(database_file))
    backup = backup_path(database_file, "0004")
    for file, revision in ((database_file, "0005"), (backup, "0004")):
        assert migrate.current(url_of(file)) == revision
        assert rows_of(file, "SELECT id FROM works") == [(work_id,)]
        assert rows_of(file, "SELECT work_id, png FROM work_images") == [(work_id, b"png")]
    assert rows_of(database_file, "SELECT colour FROM works") == [(None,)]


async def test_a_backup_is_kept_before_a_downgrade(
    database: Database, database_file: Path, work_id: str
) -> None:
    migrate.downgrade(url_of(database_file), "base")
    assert rows_of(backup_path(database_file, "0004"), "SELECT id FROM works") == [(work_id,)]


def test_no_backup_where_nothing_changes(database_file: Path) -> None:
    migrate.upgrade(url_of(database_file))
    assert not backup_path(database_file, "0004").exists()


async def test_a_migration_may_not_break_references(
    database: Database, database_file: Path, work_id: str, versions: Path
) -> None:
    (versions / "0005_break.py").write_text(BREAK_REFERENCES)
    with pytest.raises(DatabaseError, match="broken references in works"):
        migrate.upgrade(url_of(database_file))
    assert migrate.current(url_of(database_file)) == "0004"
    assert len(rows_of(database_file, "SELECT id FROM members")) == 2


def test_a_database_of_a_newer_program(database_file: Path) -> None:
    with closing(sqlite3.connect(database_file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseUnavailable, match="revision 9999"):
        migrate.upgrade(url_of(database_file))
    with pytest.raises(DatabaseUnavailable, match="revision 9999"):
        migrate.downgrade(url_of(database_file), "base")


def test_an_unknown_target(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="nonsense"):
        migrate.upgrade(url_of(tmp_path / "atelier.sqlite3"), "nonsense")


def test_a_drafted_migration_is_the_next_one(tmp_path: Path, versions: Path) -> None:
    for version in versions.glob("0*.py"):
        version.unlink()
    draft_migration("all tables")
    assert (versions / "0001_all_tables.py").is_file()
    file = tmp_path / "atelier.sqlite3"
    migrate.upgrade(url_of(file))
    check_migrations(url_of(file))


def test_jobs_of_the_first_version_keep_what_was_known_of_them(tmp_path: Path) -> None:
    file = tmp_path / "atelier.sqlite3"
    migrate.upgrade(url_of(file), "0001")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO members VALUES (1, '2026-01-01')")
        for work_id, message_id in (("shown", 7), ("lost", None)):
            connection.execute(
                "INSERT INTO works (id, kind, author_id, message_id, request, plan, model_id,"
                " model_revision, seed, seconds, parameters, created_at)"
                " VALUES (?, 'poem', 1, ?, '{}', '{}', 'm', 'r', 1, 1, '{}', '2026-01-01')",
                (work_id, message_id),
            )
        for job_id, status, work_id in (
            ("a", "done", "shown"),
            ("b", "done", "lost"),
            ("c", "failed", None),
            ("d", "running", None),
        ):
            connection.execute(
                "INSERT INTO jobs (id, member_id, kind, request, plan, status, work_id, created_at)"
                " VALUES (?, 1, 'poem', '{}', '{}', ?, ?, '2026-01-01')",
                (job_id, status, work_id),
            )

    migrate.upgrade(url_of(file))

    assert rows_of(file, "SELECT id, delivery FROM jobs ORDER BY id") == [
        ("a", "delivered"),
        ("b", "undeliverable"),
        ("c", "delivered"),
        ("d", "pending"),
    ]
    assert rows_of(file, "SELECT streaming FROM members") == [(1,)]
    migrate.downgrade(url_of(file), "0001")
    assert rows_of(file, "SELECT id FROM jobs ORDER BY id") == [("a",), ("b",), ("c",), ("d",)]


def test_works_of_the_second_version_have_no_title_and_servers_no_forms(tmp_path: Path) -> None:
    file = tmp_path / "atelier.sqlite3"
    migrate.upgrade(url_of(file), "0002")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO members (id, created_at) VALUES (1, '2026-01-01')")
        connection.execute(
            "INSERT INTO works (id, kind, author_id, request, plan, model_id, model_revision, seed,"
            " seconds, parameters, text, created_at)"
            " VALUES ('w', 'poem', 1, '{}', '{}', 'm', 'r', 1, 1, '{}', 'rain', '2026-01-01')"
        )

    migrate.upgrade(url_of(file), "0003")

    assert rows_of(file, "SELECT text, title FROM works") == [("rain", None)]
    assert rows_of(file, "SELECT * FROM forms") == []
    migrate.downgrade(url_of(file), "0002")
    assert rows_of(file, "SELECT text FROM works") == [("rain",)]
    assert "forms" not in tables_in(file)


ONE_OF_EACH = """
    INSERT INTO members (id, created_at) VALUES (1, '2026-01-01'), (2, '2026-01-01');
    INSERT INTO guilds (id, created_at) VALUES (10, '2026-01-01');
    INSERT INTO challenge_settings (guild_id, time_zone, account_days, membership_days)
        VALUES (10, 'UTC', 14, 2);
    INSERT INTO challenge_templates (guild_id, key, name, outline, author_id)
        VALUES (10, 'rain', 'Rain', '{}', 1);
    INSERT INTO challenge_series (id, guild_id, channel_id, author_id, outline, cadence, local_time,
        wants_written_briefs, next_at, is_paused)
        VALUES ('s', 10, 20, 1, '{}', 'daily', '18:00', 0, '2026-01-02', 0);
    INSERT INTO series_briefs (id, series_id, number, text, state)
        VALUES ('b', 's', 1, 'rain', 'approved');
    INSERT INTO challenges (id, guild_id, channel_id, author_id, series_id, title, brief, kinds,
        required_words, palette, opens_at, closes_at, voting_closes_at, entries_each, making,
        is_blind, jury_weight, version, created_at)
        VALUES ('c', 10, 20, 1, 's', 'Rain', 'Of rain.', '["poem"]', '[]', '[]', '2026-01-02',
        '2026-01-03', '2026-01-04', 1, 'both', 1, 0, 1, '2026-01-01');
    INSERT INTO challenge_steps (challenge_id, kind, due_at, state, marker, tries)
        VALUES ('c', 'open', '2026-01-02', 'waiting', 'm', 0);
    INSERT INTO entries (id, challenge_id, author_id, slot, kind, making, title, text, state,
        created_at) VALUES ('e', 'c', 1, 1, 'poem', 'human', 'Rain', 'rain', 'standing',
        '2026-01-02');
    INSERT INTO entry_pictures (entry_id, alt_text, width, height, webp)
        VALUES ('e', 'rain', 1, 1, x'00');
    INSERT INTO ballots (id, challenge_id, voter_id, number, given_at)
        VALUES ('p', 'c', 2, 0, '2026-01-03');
    INSERT INTO ballot_entries (ballot_id, position, voter_id, entry_id, author_id, pick)
        VALUES ('p', 0, 2, 'e', 1, 'best');
    INSERT INTO jurors (challenge_id, member_id) VALUES ('c', 2);
    INSERT INTO jury_scores (entry_id, juror_id, criterion, author_id, score)
        VALUES ('e', 2, 'craft', 1, 5);
    INSERT INTO challenge_standings (entry_id, challenge_id, position, place, is_tied, score,
        low_place, high_place, shown, jury_score) VALUES ('e', 'c', 0, 1, 0, 0.5, 1, 1, 1, 5);
"""


def test_challenges_come_and_go_and_leave_the_rest_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "atelier.sqlite3"
    migrate.upgrade(url_of(file), "0003")
    before = tables_in(file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO members (id, created_at) VALUES (7, '2026-01-01')")

    migrate.upgrade(url_of(file), "0004")

    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(ONE_OF_EACH)
    new = tables_in(file) - before
    assert len(new) == 13
    assert all(rows_of(file, f"SELECT * FROM {table}") for table in new)
    migrate.downgrade(url_of(file), "0003")
    assert tables_in(file) == before
    assert rows_of(file, "SELECT id FROM members") == [(1,), (2,), (7,)]
    migrate.upgrade(url_of(file))
    assert rows_of(file, "SELECT * FROM challenges") == []
