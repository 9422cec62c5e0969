"""Asks how a new emoji or sticker is to be called, and adds it to the server."""

from io import BytesIO
from typing import Any

import discord
from discord import ui

from bot.errors import ExpressionRefused
from bot.expressions import names
from bot.expressions.pictures import EMOJI, STICKER, ExpressionFormat
from bot.expressions_presenter import (
    present_added_emoji,
    present_added_sticker,
    present_choice,
)
from bot.services.expressions import DrawnWork
from cogs.expression_adding import Interaction, add, check_permissions, reason_of, tell
from cogs.modals import Modal


class _ExpressionForm(Modal):
    """Asks which picture, if there are several."""

    def __init__(self, work_id: str, drawn: DrawnWork) -> None:
        super().__init__()
        self._work_id = work_id
        options = [
            discord.SelectOption(label=present_choice(number, drawing), value=str(number))
            for number, drawing in enumerate(drawn.drawings, start=1)
        ]
        options[0].default = True
        self._picture = ui.Select[Any](custom_id="picture", options=options)
        if len(options) > 1:
            self.add_item(ui.Label(text="Picture", component=self._picture))

    async def chosen(self, interaction: Interaction, wanted: ExpressionFormat) -> bytes:
        """Returns the picture in that format.

        Raises:
            UserFacingError: The work was deleted in the meantime.
        """
        expressions = interaction.client.services.expressions
        drawn = await expressions.drawn(self._work_id)
        number = int(next(iter(self._picture.values), "1"))
        [png] = await expressions.fitted([drawn.drawings[number - 1]], wanted)
        return png


class EmojiForm(_ExpressionForm, title="A new emoji for this server"):
    """Asks for the name of an emoji."""

    def __init__(self, work_id: str, drawn: DrawnWork) -> None:
        super().__init__(work_id, drawn)
        self._name = ui.TextInput[Any](
            custom_id="name",
            default=names.emoji_name_for(drawn.prompt),
            min_length=names.SHORTEST_NAME,
            max_length=names.LONGEST_EMOJI_NAME,
        )
        self.add_item(
            ui.Label(
                text="Name",
                description="Letters, digits and underscores. Members type it between colons.",
                component=self._name,
            )
        )

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        guild = _guild_of(interaction)
        name = names.read_emoji_name(self._name.value)
        await interaction.response.defer(ephemeral=True, thinking=True)
        image, reason = await self.chosen(interaction, EMOJI), reason_of(interaction)
        addition = guild.create_custom_emoji(name=name, image=image, reason=reason)
        emoji = await add(interaction, addition)
        await tell(interaction, present_added_emoji(emoji))


class StickerForm(_ExpressionForm, title="A new sticker for this server"):
    """Asks for the name of a sticker, and how it is found."""

    def __init__(self, work_id: str, drawn: DrawnWork) -> None:
        super().__init__(work_id, drawn)
        self._name = ui.TextInput[Any](
            custom_id="name",
            default=names.sticker_name_for(drawn.prompt),
            min_length=names.SHORTEST_NAME,
            max_length=names.LONGEST_STICKER_NAME,
        )
        self._related = ui.TextInput[Any](
            custom_id="related", default="🎨", max_length=names.LONGEST_RELATED
        )
        self._description = ui.TextInput[Any](
            custom_id="description",
            default=names.description_for(drawn.prompt),
            max_length=names.LONGEST_DESCRIPTION,
            required=False,
        )
        self.add_item(ui.Label(text="Name", component=self._name))
        self.add_item(
            ui.Label(
                text="Related emoji",
                description="Whoever types it is offered the sticker.",
                component=self._related,
            )
        )
        self.add_item(
            ui.Label(
                text="Description",
                description="Read out to those who can't see it.",
                component=self._description,
            )
        )

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        guild = _guild_of(interaction)
        name = names.read_sticker_name(self._name.value)
        emoji = names.read_related(self._related.value)
        description = names.read_description(self._description.value)
        await interaction.response.defer(ephemeral=True, thinking=True)
        file = discord.File(BytesIO(await self.chosen(interaction, STICKER)), "sticker.png")
        addition = guild.create_sticker(
            name=name,
            emoji=emoji,
            description=description,
            file=file,
            reason=reason_of(interaction),
        )
        sticker = await add(interaction, addition)
        await tell(interaction, present_added_sticker(sticker))


def _guild_of(interaction: Interaction) -> discord.Guild:
    """Returns the server to add to.

    Raises:
        PermissionMissing: Member or bot may not.
        ExpressionRefused: There is none.
    """
    check_permissions(interaction)
    if interaction.guild is None:
        raise ExpressionRefused("Emoji and stickers can be added only in a server.")
    return interaction.guild
