"""How a work is made, page by page, for the one who asked; the buttons' ids carry the page."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import AtelierBot
from bot.craft_presenter import count_pages, present_craft
from cogs.buttons import row
from cogs.lasting_items import LastingItem

Interaction = discord.Interaction[AtelierBot]


async def show_craft(interaction: Interaction, work_id: str) -> None:
    """Shows the first page of how a work is made to the one who pressed.

    Raises:
        UserFacingError: The work was deleted, or is a picture.
    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    await _turn_to(interaction, work_id, 0)


class CraftButton(
    LastingItem[ui.Button[Any]],
    template=r"craft:(?P<page>\d{1,2}):(?P<work_id>[\w-]{4,40})",
):
    """Turns to a page."""

    def __init__(self, page: int, work_id: str) -> None:
        self._page = page
        self._work_id = work_id
        super().__init__(_button(page, work_id, ""))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(int(match["page"]), match["work_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await _turn_to(interaction, self._work_id, self._page)


async def _turn_to(interaction: Interaction, work_id: str, page: int) -> None:
    studied = await interaction.client.services.craft.study(work_id)
    buttons: list[ui.Item[Any]] = []
    if page:
        buttons.append(_button(page - 1, work_id, "Back"))
    if page + 1 < count_pages(studied):
        buttons.append(_button(page + 1, work_id, "Go on"))
    await interaction.edit_original_response(
        embed=present_craft(studied, page), view=row(*buttons) if buttons else None
    )


def _button(page: int, work_id: str, label: str) -> ui.Button[Any]:
    return ui.Button(label=label or "Page", custom_id=f"craft:{page}:{work_id}")
