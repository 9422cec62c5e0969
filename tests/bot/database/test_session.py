import asyncio
import logging

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.database.repositories.members import MemberRepository
from bot.database.session import Database
from bot.database.tables import Guild, Member
from tests.bot.database.rows import a_job, a_work


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 5000), ("synchronous", 2)],
)
async def test_pragmas_are_on(database: Database, pragma: str, value: object) -> None:
    async with database.unit_of_work() as session:
        result = await (await session.connection()).exec_driver_sql(f"PRAGMA {pragma}")
        assert result.scalar_one() == value


async def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        async with database.unit_of_work() as session:
            session.add(a_work(author_id=404))


async def test_an_exception_rolls_back(database: Database) -> None:
    async def fail_after_a_change() -> None:
        async with database.unit_of_work() as session:
            await MemberRepository(session).ensure(404)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_after_a_change()
    async with database.unit_of_work() as session:
        assert await session.get(Member, 404) is None


async def test_cancelled_units_roll_back_and_leave_the_connection_free(database: Database) -> None:
    async def never_ending(member_id: int) -> None:
        async with database.unit_of_work() as session:
            await MemberRepository(session).ensure(member_id)
            await asyncio.sleep(60)

    tasks = [asyncio.create_task(never_ending(number)) for number in range(1, 6)]
    await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    async with database.unit_of_work() as session:
        assert (await session.scalars(select(Member.id).where(Member.id < 6))).all() == []


async def test_units_that_read_before_they_write_lose_no_update(database: Database) -> None:
    async with database.unit_of_work() as session:
        session.add(Guild(id=0))

    async def add_the_next() -> None:
        async with database.unit_of_work() as session:
            last = max((await session.scalars(select(Guild.id))).all())
            await asyncio.sleep(0)
            session.add(Guild(id=last + 1))

    await asyncio.gather(*(add_the_next() for _ in range(30)))
    async with database.unit_of_work() as session:
        assert sorted((await session.scalars(select(Guild.id))).all()) == list(range(31))


async def test_two_programs_share_the_file(database: Database, database_file: object) -> None:
    other = Database(f"sqlite+aiosqlite:///{database_file}")

    async def add(owner: Database, guild_id: int) -> None:
        async with owner.unit_of_work() as session:
            await session.scalars(select(Guild.id))
            session.add(Guild(id=guild_id))

    await asyncio.gather(
        *(add(owner, 2 * n + i) for n in range(20) for i, owner in enumerate((database, other)))
    )
    async with other.unit_of_work() as session:
        assert len((await session.scalars(select(Guild.id))).all()) == 40
    await other.dispose()


async def test_interaction_tokens_show_nowhere(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    job, orphan = a_job(), a_job(member_id=404)
    async with database.unit_of_work() as session:
        session.add(job)
    with pytest.raises(IntegrityError) as raised:
        async with database.unit_of_work() as session:
            session.add(orphan)
    assert "hush-hush" not in repr(job) + str(raised.value) + repr(raised.value) + caplog.text
