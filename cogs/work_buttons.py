"""The buttons under every work; their ids carry the work's id, so they outlive restarts."""

import re
from contextlib import suppress
from typing import Any, Self

import discord
from discord import ui

from bot.client import AtelierBot, tell_privately
from bot.database.tables import Verdict
from bot.services.services import Services
from cogs.buttons import WORK_ACTIONS, work_button
from cogs.craft_pages import show_craft
from cogs.delivery import deliver
from cogs.expression_buttons import show_emoji
from cogs.lasting_items import LastingItem


class WorkButton(
    LastingItem[ui.Button[Any]],
    template=r"work:(?P<action>like|dislike|again|delete|craft|emoji):(?P<work_id>[\w-]{4,40})",
):
    """Like, dislike, another one, delete, how it is made, as an emoji."""

    def __init__(self, action: str, work_id: str) -> None:
        self._action = action
        self._work_id = work_id
        super().__init__(work_button(action, work_id))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["action"], match["work_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        match self._action:
            case "again":
                await self._again(interaction)
            case "craft":
                await show_craft(interaction, self._work_id)
            case "emoji":
                await show_emoji(interaction, self._work_id)
            case "delete":
                await self._delete(interaction)
            case _:
                await self._judge(interaction, Verdict(self._action))

    async def _judge(self, interaction: discord.Interaction[Any], verdict: Verdict) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        works = _services(interaction).works
        counts = await works.judge(self._work_id, interaction.user.id, verdict)
        meaning = "More like this" if verdict is Verdict.LIKE else "Less like this"
        await tell_privately(
            interaction,
            f"{WORK_ACTIONS[verdict]} {meaning}: noted for your style. "
            f"So far 👍 {counts.likes} and 👎 {counts.dislikes} for this work.",
        )

    async def _delete(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        works = _services(interaction).works
        channel_id, message_id = await works.delete(self._work_id, interaction.user.id)
        # Somebody may have removed the message by hand at the same time.
        with suppress(discord.NotFound):
            await interaction.delete_original_response()
        pressed = interaction.message
        if channel_id and message_id and pressed is not None and pressed.id != message_id:
            # The button was pressed in the history; the work itself stands elsewhere.
            channel = interaction.client.get_partial_messageable(channel_id)
            with suppress(discord.NotFound, discord.Forbidden):
                await channel.get_partial_message(message_id).delete()

    async def _again(self, interaction: discord.Interaction[Any]) -> None:
        orders = _services(interaction).orders
        await deliver(interaction, lambda who: orders.accept_like_work(self._work_id, who))


def _services(interaction: discord.Interaction[Any]) -> Services:
    client: AtelierBot = interaction.client
    return client.services
