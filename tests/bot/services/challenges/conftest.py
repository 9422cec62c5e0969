"""The services of challenges on a database made by the real migrations, and a clock to turn."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.database.session import Database
from bot.services.challenges.bundle import ChallengeServices, challenge_services
from tests.bot.services.challenges.scene import TurnedClock


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
async def open_database(database_file: Path) -> AsyncGenerator[Callable[[], Database]]:
    """Opens the one database once more, as another bot would."""
    async with AsyncExitStack() as stack:

        def opened() -> Database:
            database = Database(f"sqlite+aiosqlite:///{database_file}")
            # Nobody pulls the plug here, and waiting for the disk takes most of the time.
            event.listen(database._engine.sync_engine, "connect", _without_waiting_for_the_disk)
            stack.push_async_callback(database.dispose)
            return database

        yield opened


def _without_waiting_for_the_disk(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()


@pytest.fixture
def database(open_database: Callable[[], Database]) -> Database:
    return open_database()


@pytest.fixture
def bot(database: Database, clock: TurnedClock) -> ChallengeServices:
    return challenge_services(database, clock)


@pytest.fixture
def other_bot(open_database: Callable[[], Database], clock: TurnedClock) -> ChallengeServices:
    """A second one on the same database, at the same time."""
    return challenge_services(open_database(), clock)
