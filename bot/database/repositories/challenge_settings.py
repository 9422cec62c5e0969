"""What servers decided for their challenges."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.repositories.upsert import insert_or_update
from bot.database.series_tables import ChallengeSettings


class ChallengeSettingsRepository:
    """One row a guild, from the first decision on."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, guild_id: int) -> ChallengeSettings | None:
        """The guild's settings; None if it decided nothing yet."""
        return await self._session.get(ChallengeSettings, guild_id, populate_existing=True)

    async def save(
        self, guild_id: int, time_zone: str, account_days: int, membership_days: int
    ) -> None:
        """Sets the settings of a known guild."""
        await insert_or_update(
            self._session,
            ChallengeSettings,
            {"guild_id": guild_id},
            time_zone=time_zone,
            account_days=account_days,
            membership_days=membership_days,
        )
