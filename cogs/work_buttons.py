"""The buttons under every work; their ids carry the work's id, so they outlive restarts."""

import re
from contextlib import suppress
from typing import Any, Self

import discord
from discord import ui

from bot.client import AtelierBot, tell_privately
from bot.database.tables import Verdict
from bot.presenter import present_error
from bot.services.services import Services

_EMOJI = {"like": "👍", "dislike": "👎", "again": "🔁", "delete": "🗑️"}


class WorkButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"work:(?P<action>like|dislike|again|delete):(?P<work_id>[\w-]{4,40})",
):
    """Like, dislike, another one, delete."""

    def __init__(self, action: str, work_id: str) -> None:
        self._action = action
        self._work_id = work_id
        super().__init__(
            ui.Button(
                style=discord.ButtonStyle.secondary,
                emoji=_EMOJI[action],
                custom_id=f"work:{action}:{work_id}",
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match["action"], match["work_id"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        try:
            match self._action:
                case "again":
                    await self._again(interaction)
                case "delete":
                    await self._delete(interaction)
                case _:
                    await self._judge(interaction, Verdict(self._action))
        except Exception as error:  # noqa: BLE001 - the presenter logs what it doesn't know
            await tell_privately(interaction, present_error(error))

    async def _judge(self, interaction: discord.Interaction[Any], verdict: Verdict) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        works = _services(interaction).works
        counts = await works.judge(self._work_id, interaction.user.id, verdict)
        meaning = "More like this" if verdict is Verdict.LIKE else "Less like this"
        await tell_privately(
            interaction,
            f"{_EMOJI[verdict]} {meaning}: noted for your style. "
            f"So far 👍 {counts.likes} and 👎 {counts.dislikes} for this work.",
        )

    async def _delete(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await _services(interaction).works.delete(self._work_id, interaction.user.id)
        # Somebody may have removed the message by hand at the same time.
        with suppress(discord.NotFound):
            await interaction.delete_original_response()

    async def _again(self, interaction: discord.Interaction[Any]) -> None:
        # Delivery attaches these buttons in its turn.
        from cogs.delivery import deliver

        creation = _services(interaction).creation
        await deliver(
            interaction,
            lambda requester, on_progress: creation.again(self._work_id, requester, on_progress),
        )


def work_view(work_id: str) -> ui.View:
    """Returns the row of buttons for a work."""
    view = ui.View(timeout=None)
    for action in _EMOJI:
        view.add_item(WorkButton(action, work_id))
    return view


def _services(interaction: discord.Interaction[Any]) -> Services:
    client: AtelierBot = interaction.client
    return client.services
