"""Servers' own forms of poems."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.tables import Form


class FormRepository:
    """All forms; each belongs to one guild."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, form: Form) -> None:
        """Stores a form of a known guild and author, whose key is not taken there."""
        self._session.add(form)
        await self._session.flush()

    async def get(self, guild_id: int, key: str) -> Form | None:
        """The guild's form with the key; None if there is none."""
        return await self._session.get(Form, (guild_id, key), populate_existing=True)

    async def of(self, guild_id: int) -> Sequence[Form]:
        """All forms of the guild, by name."""
        forms = await self._session.scalars(
            select(Form).where(Form.guild_id == guild_id).order_by(Form.key)
        )
        return forms.all()

    async def delete(self, guild_id: int, key: str) -> None:
        """Deletes the guild's form with the key; does nothing if there is none."""
        await self._session.execute(
            delete(Form).where(Form.guild_id == guild_id, Form.key == key),
        )
