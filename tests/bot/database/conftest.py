"""A database made by the real migrations, copied for each test."""

import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.database.migrate import upgrade
from bot.database.repositories.members import MemberRepository
from bot.database.session import Database
from tests.bot.database.rows import ADA, BRUNO, url_of


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("database") / "migrated.sqlite3"
    upgrade(url_of(file))
    return file


@pytest.fixture
def database_file(migrated_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated_file, tmp_path / "atelier.sqlite3"))


@pytest.fixture
async def database(database_file: Path) -> AsyncGenerator[Database]:
    """Knows two members, Ada and Bruno."""
    database = Database(url_of(database_file))
    async with database.unit_of_work() as session:
        members = MemberRepository(session)
        await members.ensure(ADA)
        await members.ensure(BRUNO)
    yield database
    await database.dispose()
