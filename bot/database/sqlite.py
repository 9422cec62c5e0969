"""How SQLite is set up: durable, concurrent, and strict about foreign keys."""

import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_MILLISECONDS = 5000
_RETRY_SECONDS = 0.01
_PRIMARY_CODE = 0xFF
DIALECT = "sqlite"
IN_MEMORY = ":memory:"


def is_sqlite(url: URL) -> bool:
    """Whether the database is SQLite."""
    return url.get_backend_name() == DIALECT


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite database; None in memory or on another database."""
    if not is_sqlite(url) or url.database in {None, "", IN_MEMORY}:
        return None
    return Path(str(url.database))


def set_up_sqlite(engine: Engine, *, foreign_keys: bool = True) -> None:
    """Sets the pragmas on every connection, and makes transactions begin as ours.

    Args:
        engine: For an AsyncEngine, its `sync_engine`.
        foreign_keys: False while tables are rebuilt, which would empty those that refer to them.
    """
    pragmas = (
        f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}",
        # A job is promised once it is stored, so it must be there after a power failure too.
        "PRAGMA synchronous = FULL",
        f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}",
    )

    def set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # Python's own transaction control leaves out SELECT and DDL; `begin` below takes over.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        _switch_to_wal(cursor)
        cursor.close()

    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", _begin)


def _switch_to_wal(cursor: DBAPICursor) -> None:
    # SQLite does not wait for the busy timeout when two connections switch a new file at once.
    deadline = time.monotonic() + BUSY_TIMEOUT_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & _PRIMARY_CODE == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once, without waiting for the busy
    # timeout, when somebody wrote in between. One that asks for the lock first waits its turn.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
