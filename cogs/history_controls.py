"""The buttons and menus under a member's history; their ids carry the page."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import AtelierBot, tell_privately
from bot.history_presenter import label_of, present_history
from bot.presenter import present_cancellation, present_work
from bot.services.history import HistoryEntry, HistoryPage
from bot.style.commands import kind_of
from cogs.buttons import row, work_view
from cogs.lasting_items import LastingItem

_HINTS = {"show": "Show a work again", "cancel": "Cancel what waits or runs"}


def history_view(page: HistoryPage) -> ui.View:
    """Returns the controls for a page."""
    works = [entry for entry in page.entries if entry.has_work]
    unfinished = [entry for entry in page.entries if entry.is_open]
    items: list[ui.Item[Any]] = []
    if works:
        items.append(_menu("show", page.number, works))
    if unfinished:
        items.append(_menu("cancel", page.number, unfinished))
    if page.number:
        items.append(_button(page.number - 1, "Newer"))
    items.append(_button(page.number, "Refresh"))
    if page.has_older:
        items.append(_button(page.number + 1, "Older"))
    return row(*items)


class HistoryButton(LastingItem[ui.Button[Any]], template=r"history:page:(?P<page>\d{1,6})"):
    """Turns to a page."""

    def __init__(self, page: int) -> None:
        self._page = page
        super().__init__(_button(page, ""))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(int(match["page"]))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await _turn_to(interaction, self._page)


class HistoryMenu(
    LastingItem[ui.Select[Any]],
    template=r"history:(?P<action>show|cancel):(?P<page>\d{1,6})",
):
    """Shows a work again, or cancels what waits or runs."""

    def __init__(self, action: str, page: int) -> None:
        self._action = action
        self._page = page
        super().__init__(_menu(action, page, []))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["action"], int(match["page"]))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        [job_id] = self.item.values
        if self._action == "show":
            await self._show(interaction, job_id)
        else:
            await self._cancel(interaction, job_id)

    async def _show(self, interaction: discord.Interaction[AtelierBot], job_id: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        history = interaction.client.services.history
        creation = await history.work(job_id, interaction.user.id)
        shown = present_work(creation)
        buttons = work_view(creation.work_id or "", kind_of(creation.command))
        await interaction.edit_original_response(
            embed=shown.embed, attachments=shown.files, view=buttons
        )

    async def _cancel(self, interaction: discord.Interaction[AtelierBot], job_id: str) -> None:
        await interaction.response.defer()
        creation = interaction.client.services.creation
        sentence = await creation.cancel(job_id, interaction.user.id)
        await _turn_to(interaction, self._page)
        await tell_privately(interaction, present_cancellation(sentence))


async def _turn_to(interaction: discord.Interaction[AtelierBot], number: int) -> None:
    page = await interaction.client.services.history.page(interaction.user.id, number)
    await interaction.edit_original_response(embed=present_history(page), view=history_view(page))


def _button(page: int, label: str) -> ui.Button[Any]:
    return ui.Button(label=label or "Page", custom_id=f"history:page:{page}")


def _menu(action: str, page: int, entries: list[HistoryEntry]) -> ui.Select[Any]:
    options = [discord.SelectOption(label=label_of(entry), value=entry.job_id) for entry in entries]
    return ui.Select(
        custom_id=f"history:{action}:{page}", placeholder=_HINTS[action], options=options
    )
