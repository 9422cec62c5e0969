"""What was committed survives kill -9."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

from bot.database.repositories.jobs import JobRepository
from bot.database.session import Database
from tests.bot.database.rows import url_of

COMMITS_FOR_EVER = """
import asyncio, sys
from bot.database.repositories.jobs import JobRepository
from bot.database.repositories.members import MemberRepository
from bot.database.session import Database
from tests.bot.database.rows import ADA, a_job

async def commit_for_ever() -> None:
    database = Database(sys.argv[1])
    while True:
        async with database.unit_of_work() as session:
            await MemberRepository(session).ensure(ADA)
            job = await JobRepository(session).add(a_job())
        print(job.id, flush=True)

asyncio.run(commit_for_ever())
"""
ROOT = Path(__file__).parents[3]


def commit_until_killed(file: Path) -> list[str]:
    """What another program said it had committed when it was killed in the middle."""
    with subprocess.Popen(
        [sys.executable, "-c", COMMITS_FOR_EVER, url_of(file)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as program:
        assert program.stdout is not None
        committed = [program.stdout.readline().strip() for _ in range(25)]
        program.send_signal(signal.SIGKILL)
        committed += program.stdout.read().split()
    assert program.returncode == -signal.SIGKILL
    assert all(committed)
    return committed


async def test_committed_rows_survive_kill_9(database_file: Path) -> None:
    committed = await asyncio.to_thread(commit_until_killed, database_file)
    database = Database(url_of(database_file))
    async with database.unit_of_work() as session:
        stored = [job.id for job in await JobRepository(session).unfinished()]
        integrity = await (await session.connection()).exec_driver_sql("PRAGMA integrity_check")
        assert integrity.scalar_one() == "ok"
    await database.dispose()
    assert stored[: len(committed)] == committed
    # It may have been killed between its last commit and saying so.
    assert len(stored) - len(committed) in {0, 1}
