"""Buttons and menus that outlive restarts, because their ids carry all they need."""

import re
from abc import ABC, abstractmethod
from typing import Any, Self, TypeVar

import discord
from discord import ui

from bot.client import tell_privately
from bot.presenter import present_error

_Item = TypeVar("_Item", bound=ui.Item[Any])
_NOTHING = r"(?!)"


class LastingItem(ui.DynamicItem[_Item], ABC, template=_NOTHING):
    """Reads its id, answers, and tells the one who used it what went wrong.

    Subclasses bring a `template` that their ids match.
    """

    @classmethod
    @abstractmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """Returns the item with an id as the template found it."""

    @abstractmethod
    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Does what the item is for. What it raises is told privately."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls.from_match(match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        try:
            await self.answer(interaction)
        except Exception as error:  # noqa: BLE001 - the presenter logs what it doesn't know
            await tell_privately(interaction, present_error(error))
