import asyncio
import os
import sqlite3
import tempfile
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

import pytest

from bot.database import sqlite
from bot.database.errors import BROKEN, DatabaseBusy, DatabaseFull, DatabaseUnavailable
from bot.database.migrate import current, upgrade
from bot.database.repositories.members import MemberRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from tests.bot.database.rows import ADA, a_work, an_image, url_of

NOBODY = 65534

# After a connection that failed, aiosqlite's thread may say goodbye to a loop closed meanwhile.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


async def ensure_a_member(database: Database) -> None:
    async with database.unit_of_work() as session:
        await MemberRepository(session).ensure(1)


async def test_a_full_disk_loses_nothing_and_ends_when_there_is_room(database: Database) -> None:
    async with database.unit_of_work() as session:
        connection = await session.connection()
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
    async with database.unit_of_work() as session:
        stored = await WorkRepository(session).add(a_work())
    with pytest.raises(DatabaseFull, match="Free some space"):
        async with database.unit_of_work() as session:
            await WorkRepository(session).add(a_work(), [an_image(b"x" * 100_000)])
    async with database.unit_of_work() as session:
        works = WorkRepository(session)
        assert [work.id for work in await works.recent_by(ADA, 10)] == [stored.id]
        await (await session.connection()).exec_driver_sql("PRAGMA max_page_count = 100000")
    async with database.unit_of_work() as session:
        await WorkRepository(session).add(a_work(), [an_image(b"x" * 100_000)])


async def test_a_lock_held_by_another_program(
    database_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MILLISECONDS", 50)
    database = Database(url_of(database_file))
    with closing(sqlite3.connect(database_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy, match="locked for too long"):
            await ensure_a_member(database)
        other.execute("ROLLBACK")
    await ensure_a_member(database)
    await database.dispose()


def overwrite_all(file: Path) -> None:
    file.write_text("These are the ballads of the tin roof. " * 500)


def overwrite_pages(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as pages:
        pages.seek(4096)
        pages.write(b"\xff" * (size - 4096))


@pytest.mark.parametrize("damage", [overwrite_all, overwrite_pages])
async def test_a_damaged_file(database_file: Path, damage: Callable[[Path], None]) -> None:
    damage(database_file)
    database = Database(url_of(database_file))
    with pytest.raises(DatabaseUnavailable) as raised:
        await ensure_a_member(database)
    assert raised.value.message == BROKEN
    await database.dispose()
    for look in (upgrade, current):
        with pytest.raises(DatabaseUnavailable, match="damaged"):
            look(url_of(database_file))


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    url = url_of(in_the_way / "atelier.sqlite3")
    with pytest.raises(DatabaseUnavailable, match="folder of the database"):
        Database(url)
    with pytest.raises(DatabaseUnavailable, match="folder of the database"):
        upgrade(url)


async def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    database = Database(url_of(tmp_path))
    with pytest.raises(DatabaseUnavailable, match="can't be opened"):
        await ensure_a_member(database)
    await database.dispose()


@pytest.fixture
def read_only_folder() -> Generator[Path]:
    """A folder that this test can read and not write, even when root runs it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


async def test_a_new_database_in_a_read_only_folder(
    database: Database, read_only_folder: Path
) -> None:
    file = read_only_folder / "atelier.sqlite3"
    with pytest.raises(DatabaseUnavailable, match="can't be opened"):
        upgrade(url_of(file))
    unwritable = Database(url_of(file))
    with pytest.raises(DatabaseUnavailable, match="can't be opened"):
        await ensure_a_member(unwritable)
    await unwritable.dispose()


async def test_a_database_that_may_only_be_read(database: Database) -> None:
    async with database.unit_of_work() as session:
        await (await session.connection()).exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(DatabaseUnavailable, match="can't be written"):
        await ensure_a_member(database)


async def test_errors_of_the_caller_pass_unchanged(database: Database) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01), database.unit_of_work():
            await asyncio.sleep(10)
