"""The second row under a poem: continue it, answer it, change its mood, edit a line."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import AtelierBot
from bot.services.going_on import LONGEST_MOOD
from cogs.buttons import POEM_ACTIONS, poem_button
from cogs.delivery import deliver
from cogs.lasting_items import LastingItem
from cogs.line_editing import show_lines
from cogs.modals import Modal
from cogs.suggestions import MOODS
from models.base import Bond

Interaction = discord.Interaction[AtelierBot]


class PoemButton(
    LastingItem[ui.Button[Any]],
    template=rf"poem:(?P<action>{'|'.join(POEM_ACTIONS)}):(?P<work_id>[\w-]{{4,40}})",
):
    """Goes on from a poem."""

    def __init__(self, action: str, work_id: str) -> None:
        self._action = action
        self._work_id = work_id
        super().__init__(poem_button(action, work_id))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["action"], match["work_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        match self._action:
            case "continue":
                await _go_on(interaction, self._work_id, Bond.CONTINUES)
            case "answer":
                await _go_on(interaction, self._work_id, Bond.ANSWERS)
            case "mood":
                await interaction.response.send_modal(MoodForm(self._work_id))
            case _:
                await show_lines(interaction, self._work_id)


class MoodForm(Modal, title="The same poem in another mood"):
    """Asks for the mood: one of a list, or any words."""

    def __init__(self, work_id: str) -> None:
        super().__init__()
        self._work_id = work_id
        options = [discord.SelectOption(label=mood) for mood in MOODS]
        self._listed = ui.Select[Any](
            custom_id="listed", options=options, required=False, placeholder="Choose a mood"
        )
        self._own = ui.TextInput[Any](
            custom_id="own",
            required=False,
            max_length=LONGEST_MOOD,
            placeholder="such as bittersweet",
        )
        self.add_item(ui.Label(text="Mood", component=self._listed))
        self.add_item(ui.Label(text="Or in your own words", component=self._own))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        mood = self._own.value.strip() or next(iter(self._listed.values), None)
        await _go_on(interaction, self._work_id, Bond.CHANGES_MOOD, mood)


async def _go_on(
    interaction: Interaction, work_id: str, bond: Bond, mood: str | None = None
) -> None:
    going_on = interaction.client.services.going_on
    await deliver(interaction, lambda who: going_on.accept(work_id, bond, who, mood))
