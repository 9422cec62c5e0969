"""A database with members in it."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.database.repositories.members import MemberRepository
from bot.database.session import Database
from tests.bot.database.rows import ADA, BRUNO, url_of


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
