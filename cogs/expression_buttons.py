"""Pictures of a work at the size of emoji, and buttons that add them to the server."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import AtelierBot
from bot.expressions.pictures import EMOJI
from bot.expressions_presenter import present_emoji
from cogs.buttons import row
from cogs.expression_adding import check_permissions, missing_permission
from cogs.expression_forms import EmojiForm, StickerForm
from cogs.lasting_items import LastingItem

Interaction = discord.Interaction[AtelierBot]

_ADDITIONS = {"emoji": "Add as emoji", "sticker": "Add as sticker"}
_TO_SAVE = "At the size of an emoji, for you to save and pass on."


async def show_emoji(interaction: Interaction, work_id: str) -> None:
    """Gives the one who pressed the pictures of a work at the size of emoji.

    Where member and bot may, buttons add them to the server; elsewhere it says who could.

    Raises:
        UserFacingError: The work was deleted, or is a text.
    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    expressions = interaction.client.services.expressions
    drawn = await expressions.drawn(work_id)
    pngs = await expressions.fitted(drawn.drawings, EMOJI)
    missing = missing_permission(interaction)
    may_add = interaction.is_guild_integration() and missing is None
    await interaction.edit_original_response(
        content=f"{_TO_SAVE} {missing}" if missing else _TO_SAVE,
        attachments=present_emoji(drawn, pngs),
        view=row(*(_button(kind, work_id) for kind in _ADDITIONS)) if may_add else None,
    )


class AddButton(
    LastingItem[ui.Button[Any]],
    template=rf"expression:(?P<kind>{'|'.join(_ADDITIONS)}):(?P<work_id>[\w-]{{4,40}})",
):
    """Asks how a new emoji or sticker is to be called."""

    def __init__(self, kind: str, work_id: str) -> None:
        self._kind = kind
        self._work_id = work_id
        super().__init__(_button(kind, work_id))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["kind"], match["work_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        check_permissions(interaction)
        drawn = await interaction.client.services.expressions.drawn(self._work_id)
        form = EmojiForm if self._kind == "emoji" else StickerForm
        await interaction.response.send_modal(form(self._work_id, drawn))


def _button(kind: str, work_id: str) -> ui.Button[Any]:
    return ui.Button(label=_ADDITIONS[kind], custom_id=f"expression:{kind}:{work_id}")
