"""Outlines of challenges that servers keep."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.repositories.upsert import insert_or_update
from bot.database.series_tables import ChallengeTemplate


class TemplateRepository:
    """All templates; each belongs to one guild."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def save(
        self, guild_id: int, key: str, name: str, outline: dict[str, Any], author_id: int
    ) -> None:
        """Stores a template of a known guild and author, in the place of another of that key."""
        await insert_or_update(
            self._session,
            ChallengeTemplate,
            {"guild_id": guild_id, "key": key},
            name=name,
            outline=outline,
            author_id=author_id,
        )

    async def get(self, guild_id: int, key: str) -> ChallengeTemplate | None:
        """The guild's template with the key; None if there is none."""
        return await self._session.get(ChallengeTemplate, (guild_id, key), populate_existing=True)

    async def of(self, guild_id: int) -> Sequence[ChallengeTemplate]:
        """The guild's templates, by name."""
        templates = await self._session.scalars(
            select(ChallengeTemplate)
            .where(ChallengeTemplate.guild_id == guild_id)
            .order_by(ChallengeTemplate.key)
        )
        return templates.all()

    async def delete(self, guild_id: int, key: str) -> None:
        """Deletes the guild's template with the key; does nothing if there is none."""
        await self._session.execute(
            delete(ChallengeTemplate).where(
                ChallengeTemplate.guild_id == guild_id, ChallengeTemplate.key == key
            )
        )
