"""The buttons for what waits, runs or has failed; their ids carry the job's id."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import AtelierBot
from bot.presenter import present_cancellation
from cogs.buttons import job_button
from cogs.delivery import deliver
from cogs.lasting_items import LastingItem


class JobButton(
    LastingItem[ui.Button[Any]],
    template=r"job:(?P<action>cancel|retry):(?P<job_id>[\w-]{4,40})",
):
    """Cancel, try again."""

    def __init__(self, action: str, job_id: str) -> None:
        self._action = action
        self._job_id = job_id
        super().__init__(job_button(action, job_id))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["action"], match["job_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        if self._action == "cancel":
            await self._cancel(interaction)
        else:
            orders = interaction.client.services.orders
            await deliver(interaction, lambda who: orders.accept_like_job(self._job_id, who))

    async def _cancel(self, interaction: discord.Interaction[AtelierBot]) -> None:
        await interaction.response.defer()
        sentence = await interaction.client.services.creation.cancel(
            self._job_id, interaction.user.id, moderated_guild_id=moderated_guild(interaction)
        )
        await interaction.edit_original_response(
            content=present_cancellation(sentence),
            embeds=[],
            attachments=[],
            view=None,
            allowed_mentions=discord.AllowedMentions.none(),
        )


def moderated_guild(interaction: discord.Interaction[AtelierBot]) -> int | None:
    """Returns the guild in which the one who acts may end anybody's job; None if nowhere."""
    return interaction.guild_id if interaction.permissions.manage_messages else None
