"""Members and guilds: known from the first time they use the bot."""

from sqlalchemy import select, update
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

    async def streaming(self, member_id: int) -> bool:
        """Whether the member watches drafts and previews; yes until they say no."""
        chosen = await self._session.scalar(select(Member.streaming).where(Member.id == member_id))
        return chosen is not False

    async def set_streaming(self, member_id: int, streaming: bool) -> None:
        """Notes whether a known member watches drafts and previews."""
        await self._session.execute(
            update(Member).where(Member.id == member_id).values(streaming=streaming)
        )


class GuildRepository:
    """Every server that the bot was used in."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def ensure(self, guild_id: int) -> None:
        """Makes sure that the guild is known; works and jobs refer to it."""
        await insert_if_absent(self._session, Guild, id=guild_id)
