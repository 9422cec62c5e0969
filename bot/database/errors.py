"""What can go wrong with the database, in words for the operator.

DatabaseError
├── DatabaseFull         no room is left on the disk
├── DatabaseBusy         somebody else holds the lock for longer than we wait
└── DatabaseUnavailable  it can't be opened, read or written at all
"""

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import exc


class DatabaseError(Exception):
    """Base class. Its only argument is a message for the operator."""

    @property
    def message(self) -> str:
        """The sentence to show."""
        return str(self.args[0])


class DatabaseFull(DatabaseError):
    """No room is left on the disk."""


class DatabaseBusy(DatabaseError):
    """Somebody else holds the lock for longer than we wait."""


class DatabaseUnavailable(DatabaseError):
    """It can't be opened, read or written at all."""


FULL = "The disk of the database is full. Free some space on it; nothing stored is lost."
BUSY = "The database was locked for too long. Does another program hold it open?"
READ_ONLY = "The database can't be written. Check who owns its file and folder, and their rights."
NOT_OPENED = "The database file can't be opened. Check that its folder exists and can be written."
BROKEN = "The database file is damaged or isn't a database. Put the latest backup in its place."
DISK_FAILED = "The disk of the database reports an error. Check the disk and the system's log."

_DISK_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
# SQLite maps a full disk to these when it happens while it grows the file of shared memory.
_DISK_FULL_CODES = frozenset({sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN})
_PRIMARY_CODE = 0xFF
_ERROR_OF_CODE = {
    sqlite3.SQLITE_FULL: (DatabaseFull, FULL),
    sqlite3.SQLITE_BUSY: (DatabaseBusy, BUSY),
    sqlite3.SQLITE_LOCKED: (DatabaseBusy, BUSY),
    sqlite3.SQLITE_READONLY: (DatabaseUnavailable, READ_ONLY),
    sqlite3.SQLITE_PERM: (DatabaseUnavailable, READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (DatabaseUnavailable, NOT_OPENED),
    sqlite3.SQLITE_NOTADB: (DatabaseUnavailable, BROKEN),
    sqlite3.SQLITE_CORRUPT: (DatabaseUnavailable, BROKEN),
    sqlite3.SQLITE_IOERR: (DatabaseUnavailable, DISK_FAILED),
}


@contextmanager
def driver_errors_translated() -> Generator[None]:
    """Raises a `DatabaseError` instead of what the driver says about disk, lock or file.

    Errors that tell of a mistake in the program, such as a violated constraint, pass as they are.
    """
    try:
        yield
    except (exc.SQLAlchemyError, sqlite3.Error) as error:
        translation = translate(error)
        if translation is None:
            raise
        raise translation from error


def translate(error: Exception) -> DatabaseError | None:
    """The same failure in our terms; None if it tells of a mistake in the program."""
    if isinstance(error, exc.DBAPIError):
        return _translate_sqlite(error.orig)
    if isinstance(error, exc.TimeoutError):
        return DatabaseBusy(BUSY)
    return _translate_sqlite(error)


def _translate_sqlite(error: BaseException | None) -> DatabaseError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    if code in _DISK_FULL_CODES:
        return DatabaseFull(FULL)
    if code & _PRIMARY_CODE not in _ERROR_OF_CODE:
        return None
    kind, message = _ERROR_OF_CODE[code & _PRIMARY_CODE]
    return kind(message)


def translate_os(error: OSError) -> DatabaseError:
    """What went wrong with the folder or the file, in our terms."""
    if error.errno in _DISK_FULL_ERRNOS:
        return DatabaseFull(FULL)
    return DatabaseUnavailable(f"The folder of the database can't be used: {error}")
