import asyncio

from sqlalchemy import func, select

from bot.database.repositories.members import GuildRepository, MemberRepository
from bot.database.session import Database
from bot.database.tables import Guild, Member
from tests.bot.database.rows import ADA


async def test_ensure_keeps_when_somebody_came(database: Database) -> None:
    async with database.unit_of_work() as session:
        before = await session.get_one(Member, ADA)
    async with database.unit_of_work() as session:
        await MemberRepository(session).ensure(ADA)
    async with database.unit_of_work() as session:
        assert (await session.get_one(Member, ADA)).created_at == before.created_at


async def test_many_sessions_ensure_the_same_at_once(
    database: Database, database_file: object
) -> None:
    other = Database(f"sqlite+aiosqlite:///{database_file}")

    async def ensure(owner: Database) -> None:
        async with owner.unit_of_work() as session:
            await MemberRepository(session).ensure(3)
            await GuildRepository(session).ensure(4)

    await asyncio.gather(*(ensure(owner) for owner in (database, other) for _ in range(20)))
    async with database.unit_of_work() as session:
        assert await session.scalar(select(func.count()).where(Member.id == 3)) == 1
        assert await session.scalar(select(func.count()).where(Guild.id == 4)) == 1
    await other.dispose()
