"""Modals in front of a member."""

from abc import ABC, abstractmethod
from typing import Any

import discord
from discord import ui

from bot.client import tell_privately
from bot.presenter import present_error

# Nobody hears of a modal that was closed; until then it is kept in memory.
_LONGEST_SECONDS = 60 * 60.0


class Modal(ui.Modal, ABC):
    """Waits for an hour, answers, and tells the member what went wrong with what they sent."""

    def __init__(self) -> None:
        super().__init__(timeout=_LONGEST_SECONDS)

    @abstractmethod
    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Does what the modal is for. What it raises is told privately."""

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        try:
            await self.answer(interaction)
        except Exception as error:  # noqa: BLE001 - the presenter logs what it doesn't know
            await tell_privately(interaction, present_error(error))
