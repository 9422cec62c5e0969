"""What an outline must fulfil before it is kept."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.challenges.draft_checks import check_times
from bot.services.challenges.organising import checked_draft
from bot.services.challenges.outline import Outline, outline_of


async def checked_outline(
    session: AsyncSession, outline: Outline, guild_id: int, now: datetime
) -> Outline:
    """Returns an outline as it is stored: as a challenge that begins now would be.

    Raises:
        InvalidOption: Something can't be used.
    """
    draft, _ = await checked_draft(session, outline.beginning(now), guild_id)
    check_times(draft, now)
    return outline_of(draft)
