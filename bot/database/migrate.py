"""Migrations from Python: Alembic without its ini file, and with a backup first."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, NullPool, create_engine, make_url

import migrations
from bot.database.backup import back_up
from bot.database.errors import DatabaseError, DatabaseUnavailable, driver_errors_translated
from bot.database.session import create_folder
from bot.database.sqlite import is_sqlite, set_up_sqlite, sqlite_file


def upgrade(url: str, revision: str = "head") -> None:
    """Brings the database up to the revision; a SQLite file is copied first if that changes it.

    All or nothing: when it fails, the database is as it was.

    Raises:
        DatabaseError: It can't be opened or written, or a newer program made it.
    """
    create_folder(make_url(url))
    with migration_connection(url) as (connection, config):
        if _known_revision(connection) != head():
            _back_up(url, connection)
            _run(connection, lambda: command.upgrade(config, revision))


async def upgrade_async(url: str, revision: str = "head") -> None:
    """`upgrade` in a thread, for the bot's start-up."""
    await asyncio.to_thread(upgrade, url, revision)


def downgrade(url: str, revision: str) -> None:
    """Takes the database back to an older revision, after a copy; "base" drops all tables.

    Raises:
        DatabaseError: It can't be opened or written, or a newer program made it.
    """
    with migration_connection(url) as (connection, config):
        if _known_revision(connection) is not None:
            _back_up(url, connection)
            _run(connection, lambda: command.downgrade(config, revision))


def current(url: str) -> str | None:
    """The revision of the database; None if it is empty or not there. Creates nothing.

    Raises:
        DatabaseError: It can't be opened.
    """
    file = sqlite_file(make_url(url))
    if file is not None and not file.exists():
        return None
    with migration_connection(url) as (connection, _):
        return _revision(connection)


def head() -> str | None:
    """The newest revision that this program knows."""
    return _scripts().get_current_head()


@contextmanager
def migration_connection(url: str) -> Generator[tuple[Connection, Config]]:
    """A connection in a transaction, and Alembic's configuration to run on it."""
    parsed = make_url(url)
    if is_sqlite(parsed):
        parsed = parsed.set(drivername="sqlite")
    engine = create_engine(parsed, poolclass=NullPool, hide_parameters=True)
    if is_sqlite(parsed):
        set_up_sqlite(engine, foreign_keys=False)
    config = _config()
    with driver_errors_translated(), engine.begin() as connection:
        config.attributes["connection"] = connection
        yield connection, config


def _config() -> Config:
    config = Config()
    # Alembic reads its options through configparser, to which a percent sign is special.
    config.set_main_option("script_location", migrations.__path__[0].replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _known_revision(connection: Connection) -> str | None:
    revision = _revision(connection)
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision is not None and revision not in known:
        raise DatabaseUnavailable(
            f"The database has revision {revision}, which this version of the program doesn't "
            "know. Install the newer version again, or put a backup of the database in its place."
        )
    return revision


def _back_up(url: str, connection: Connection) -> None:
    file = sqlite_file(make_url(url))
    revision = _revision(connection)
    if file is not None and revision is not None:
        back_up(file, revision)


def _run(connection: Connection, migrate: Callable[[], None]) -> None:
    try:
        migrate()
    except CommandError as error:
        raise DatabaseError(f"The database can't be migrated: {error}") from error
    if connection.dialect.name == "sqlite":
        _check_foreign_keys(connection)


def _check_foreign_keys(connection: Connection) -> None:
    """Makes up for foreign keys being off, so that SQLite can rebuild tables."""
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        tables = ", ".join(sorted({str(row[0]) for row in dangling}))
        raise DatabaseError(f"The migration would leave broken references in {tables}.")
