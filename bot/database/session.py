"""The engine and the unit of work: every access to the database is inside one."""

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy import AsyncAdaptedQueuePool, make_url
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from bot.database.errors import driver_errors_translated, translate_os
from bot.database.sqlite import is_sqlite, set_up_sqlite, sqlite_file

LONGEST_WAIT_SECONDS = 10


def create_engine_for(url: str) -> AsyncEngine:
    """An engine set up for its database; creates the folder of a SQLite file.

    Raises:
        DatabaseError: The folder can't be created.
    """
    parsed = make_url(url)
    create_folder(parsed)
    if not is_sqlite(parsed):
        return create_async_engine(parsed, hide_parameters=True)
    return _create_sqlite_engine(parsed.set(drivername="sqlite+aiosqlite"))


def create_folder(url: URL) -> None:
    """Creates the folder of a SQLite file.

    Raises:
        DatabaseError: It can't be created.
    """
    file = sqlite_file(url)
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise translate_os(error) from error


def _create_sqlite_engine(url: URL) -> AsyncEngine:
    # At this level aiosqlite logs the values of statements, interaction tokens among them.
    logging.getLogger("aiosqlite").setLevel(logging.INFO)
    engine = create_async_engine(
        url,
        # SQLite has one writer at a time. A queue for one connection is fair and several times
        # faster than connections that sleep and try again while another one has the lock.
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=LONGEST_WAIT_SECONDS,
        hide_parameters=True,
    )
    set_up_sqlite(engine.sync_engine)
    return engine


class Database:
    """Owns the engine and its sessions, from the bot's start to its end."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine_for(url)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncGenerator[AsyncSession]:
        """A session in a transaction: committed at the end, rolled back on an exception.

        Keep it short: on SQLite one unit of work runs at a time. Never open one inside another.

        Raises:
            DatabaseError: The database is full, busy or unavailable; nothing was stored.
        """
        with driver_errors_translated():
            async with self._sessions.begin() as session:
                yield session

    async def dispose(self) -> None:
        """Closes all connections."""
        await self._engine.dispose()
