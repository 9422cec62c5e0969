"""Style profiles: what members said they like."""

from typing import TypedDict, Unpack

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.base import utc_now
from bot.database.repositories.upsert import insert_or_update
from bot.database.tables import StyleProfile


class Preferences(TypedDict, total=False):
    """The parts of a profile that a member sets; those left out stay as they are."""

    mood: str | None
    poem_form: str | None
    genre: str | None
    image_style: str | None
    language: str | None
    loves: list[str]
    avoids: list[str]
    palette: list[str]


class ProfileRepository:
    """One profile a member, from the first preference on."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, member_id: int) -> StyleProfile | None:
        """The member's profile; None if they set nothing yet."""
        return await self._session.get(StyleProfile, member_id, populate_existing=True)

    async def save(self, member_id: int, **preferences: Unpack[Preferences]) -> None:
        """Sets the given preferences of a known member and leaves the others as they are."""
        await insert_or_update(
            self._session,
            StyleProfile,
            {"member_id": member_id},
            **preferences,
            updated_at=utc_now(),
        )

    async def reset(self, member_id: int) -> None:
        """Forgets all preferences of the member."""
        await self._session.execute(delete(StyleProfile).where(StyleProfile.member_id == member_id))
