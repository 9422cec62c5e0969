"""How SQLite is set up: durable, concurrent, and strict about foreign keys."""

from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_MILLISECONDS = 5000
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
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = NORMAL",
        f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}",
    )

    def set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # Python's own transaction control leaves out SELECT and DDL; `begin` below takes over.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", _begin)


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once, without waiting for the busy
    # timeout, when somebody wrote in between. One that asks for the lock first waits its turn.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
