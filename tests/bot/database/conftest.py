"""A database made by the real migrations, copied for each test."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.database.migrate import upgrade
from bot.database.session import Database


def url_of(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("database") / "migrated.sqlite3"
    upgrade(url_of(file))
    return file


@pytest.fixture
def database_file(migrated_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated_file, tmp_path / "atelier.sqlite3"))


@pytest.fixture
async def database(database_file: Path) -> AsyncIterator[Database]:
    database = Database(url_of(database_file))
    yield database
    await database.dispose()
