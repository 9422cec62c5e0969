"""Makes the times of the only challenge pass, without anybody waiting for them."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.end_to_end.test_crashes import change

_TIMES = {"open": "opens_at", "close": "closes_at", "publish": "voting_closes_at"}


def make_due(kind: str, folder: Path) -> None:
    """Makes a step due now; one that comes when the challenge is made is due already."""
    if kind not in _TIMES:
        return
    at = f"{datetime.now(UTC) - timedelta(seconds=1):%Y-%m-%d %H:%M:%S.%f}"
    change(folder, f"UPDATE challenges SET {_TIMES[kind]} = '{at}'")
    change(folder, f"UPDATE challenge_steps SET due_at = '{at}' WHERE kind = '{kind}'")


def forget_message(kind: str, folder: Path) -> None:
    """As if the bot had died between sending a step's message and noting it."""
    change(
        folder,
        "UPDATE challenge_steps SET state = 'attempted', message_id = NULL, ended_at = NULL, "
        f"held_until = NULL WHERE kind = '{kind}'",
    )


def state_of(kind: str, folder: Path) -> str:
    """Returns where a step stands."""
    with closing(sqlite3.connect(folder / "atelier.sqlite3")) as connection:
        query = "SELECT state FROM challenge_steps WHERE kind = ?"
        return str(connection.execute(query, (kind,)).fetchone()[0])
