"""Answers members whose command was cut off by a restart."""

import logging
from typing import Any

import discord
from discord.ext import commands
from discord.utils import utcnow

from bot.client import DISCORD_FAILURES, AtelierBot
from bot.database.errors import DatabaseError
from bot.database.tables import Job
from bot.presenter import present_work
from bot.services.creation import Creation
from cogs.delivery import INTERACTION_LIFE, mention_of
from cogs.work_buttons import work_view

_log = logging.getLogger(__name__)
_NOTICE = "⚠️ I was restarted while I worked on this, sorry. Please send the command again."


class Recovery(commands.Cog):
    """Ends the jobs that a crash left open, and shows the works it left unshown."""

    def __init__(self, bot: AtelierBot) -> None:
        self._bot = bot
        self._interrupted: list[Job] = []
        self._undelivered: list[tuple[Job, Creation]] = []

    async def cog_load(self) -> None:
        """Takes note of what is open before the first new command comes in."""
        creation = self._bot.services.creation
        self._interrupted = await creation.interrupted()
        self._undelivered = await creation.undelivered(since=utcnow() - INTERACTION_LIFE)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Answers everyone who still waits; once, though the gateway may be ready again."""
        interrupted, self._interrupted = self._interrupted, []
        undelivered, self._undelivered = self._undelivered, []
        # Whatever goes wrong with one, the others who wait must hear of theirs.
        for job in interrupted:
            try:
                await self._tell(job)
                await self._bot.services.creation.give_up(job.id, _NOTICE)
            except DatabaseError:
                _log.warning("the end of job %s can't be stored", job.id, exc_info=True)
        for job, creation in undelivered:
            try:
                await self._show(job, creation)
            except DatabaseError:
                _log.warning("where job %s is shown can't be stored", job.id, exc_info=True)

    async def _tell(self, job: Job) -> None:
        if await self._edit_answer(job, content=_NOTICE) or job.channel_id is None:
            return
        channel = self._bot.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        try:
            await channel.send(
                f"<@{job.member_id}> {_NOTICE}",
                allowed_mentions=mention_of(discord.Object(job.member_id)),
            )
        except DISCORD_FAILURES:
            _log.warning("who waits for job %s can't be told", job.id, exc_info=True)

    async def _show(self, job: Job, creation: Creation) -> None:
        """Shows a work in the answer that waits for it; to do so twice changes nothing."""
        shown = present_work(creation)
        work_id = creation.work_id or ""
        message = await self._edit_answer(
            job,
            content=None,
            embeds=[shown.embed],
            attachments=shown.files,
            view=work_view(work_id),
        )
        if message is not None:
            works = self._bot.services.works
            await works.shown_in(work_id, message.channel.id, message.id)

    async def _edit_answer(self, job: Job, **changes: Any) -> discord.WebhookMessage | None:
        """Edits the message that the member waits at; None if that place is gone."""
        if utcnow() - job.created_at >= INTERACTION_LIFE or not job.interaction_token:
            return None
        webhook = discord.Webhook.partial(
            job.application_id or 0, job.interaction_token, client=self._bot
        )
        original: Any = "@original"
        try:
            return await webhook.edit_message(original, **changes)
        except DISCORD_FAILURES:
            _log.warning("the answer to job %s can't be edited", job.id, exc_info=True)
            return None


async def setup(bot: AtelierBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Recovery(bot))
