"""Tells members whose command was cut off by a restart."""

import logging
from datetime import timedelta

import discord
from discord.ext import commands
from discord.utils import utcnow

from bot.client import AtelierBot
from bot.database.errors import DatabaseError
from bot.database.tables import Job

_log = logging.getLogger(__name__)
_TOKEN_LIFE = timedelta(minutes=14)
_NOTICE = "⚠️ I was restarted while I worked on this, sorry. Please send the command again."


class Recovery(commands.Cog):
    """Ends the jobs that a crash left open."""

    def __init__(self, bot: AtelierBot) -> None:
        self._bot = bot
        self._interrupted: list[Job] = []

    async def cog_load(self) -> None:
        """Takes note of open jobs before the first new one comes in."""
        self._interrupted = await self._bot.services.creation.interrupted()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Tells everyone who still waits; runs once, though the gateway may be ready again."""
        jobs, self._interrupted = self._interrupted, []
        for job in jobs:
            # Whatever goes wrong with one, the others who wait must hear of theirs.
            try:
                await self._tell(job)
            except discord.HTTPException:
                _log.warning("who waits for job %s can't be told", job.id, exc_info=True)
            try:
                await self._bot.services.creation.give_up(job.id, _NOTICE)
            except DatabaseError:
                _log.warning("the end of job %s can't be stored", job.id, exc_info=True)

    async def _tell(self, job: Job) -> None:
        if await self._edit_answer(job) or job.channel_id is None:
            return
        channel = self._bot.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        member = discord.Object(job.member_id)
        await channel.send(
            f"<@{job.member_id}> {_NOTICE}",
            allowed_mentions=discord.AllowedMentions(everyone=False, roles=False, users=[member]),
        )

    async def _edit_answer(self, job: Job) -> bool:
        """Puts the notice where the member waits; False if that place is gone."""
        if utcnow() - job.created_at >= _TOKEN_LIFE or not job.interaction_token:
            return False
        webhook = discord.Webhook.partial(
            job.application_id or 0, job.interaction_token, client=self._bot
        )
        try:
            await webhook.edit_message("@original", content=_NOTICE)  # pyright: ignore[reportArgumentType]
        except discord.NotFound:
            return False
        return True


async def setup(bot: AtelierBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Recovery(bot))
