"""Members and guilds: known from the first time they use the bot."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.repositories.upsert import insert_if_absent
from bot.database.tables import Guild, Member


class MemberRepository:
    """Everyone who used the bot."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def ensure(self, member_id: int) -> None:
        """Makes sure that the member is known; their profile, works and jobs refer to it."""
        await insert_if_absent(self._session, Member, id=member_id)


class GuildRepository:
    """Every server that the bot was used in."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def ensure(self, guild_id: int) -> None:
        """Makes sure that the guild is known; works and jobs refer to it."""
        await insert_if_absent(self._session, Guild, id=guild_id)
