"""A copy of a SQLite database, taken while it may be in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.database.errors import driver_errors_translated, translate_os


def backup_path(file: Path, revision: str) -> Path:
    """Where the copy of a database at this revision is kept: beside it."""
    return file.with_name(f"{file.stem}.{revision}.backup{file.suffix}")


def back_up(file: Path, revision: str) -> Path:
    """Copies the database beside itself, in place of an older copy of the same revision.

    Raises:
        DatabaseError: There is no room, or the folder can't be written.
    """
    target = backup_path(file, revision)
    # An older copy stays until the new one is whole.
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        with driver_errors_translated():
            _copy(file, unfinished)
        unfinished.replace(target)
    except OSError as error:
        raise translate_os(error) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _copy(source_file: Path, target_file: Path) -> None:
    with (
        closing(sqlite3.connect(source_file)) as source,
        closing(sqlite3.connect(target_file)) as target,
    ):
        source.backup(target)
