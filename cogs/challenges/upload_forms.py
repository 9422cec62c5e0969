"""Forms for what members made without the bot."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.challenges.challenge_presenter import KINDS, key_of
from bot.errors import EntryRefused
from bot.presenter import ALT_TEXT_LIMIT
from bot.services.challenges.entry import Source, UploadedPicture, UploadedText
from cogs.challenges.places import Interaction
from cogs.modals import Modal
from models.base import Kind

LONGEST_TITLE, LONGEST_TEXT = 100, 4000
_MOST_BYTES = 8 * 1024 * 1024

Submit = Callable[[Interaction, Source], Awaitable[None]]


class PictureForm(Modal, title="A picture of yours"):
    """Asks for a picture that was made by hand."""

    def __init__(self, submit: Submit) -> None:
        super().__init__()
        self._submit = submit
        self._title = ui.TextInput[Self](custom_id="title", max_length=LONGEST_TITLE)
        self._alt_text = ui.TextInput[Self](
            custom_id="alt_text",
            style=discord.TextStyle.paragraph,
            max_length=ALT_TEXT_LIMIT,
            placeholder="A fox asleep under a street lamp, in blue ink",
        )
        self._file = ui.FileUpload[Self](custom_id="file", min_values=1, max_values=1)
        self.add_item(ui.Label(text="Title", component=self._title))
        self.add_item(
            ui.Label(
                text="What it shows",
                description="For those who can't see it.",
                component=self._alt_text,
            )
        )
        self.add_item(ui.Label(text="The picture", component=self._file))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True)
        [file] = self._file.values
        if file.size > _MOST_BYTES:
            raise EntryRefused("That file is too large: 8 MB at most. Save it smaller, please.")
        encoded = await file.read()
        await self._submit(
            interaction, UploadedPicture(self._title.value, encoded, self._alt_text.value)
        )


class TextForm(Modal, title="A text of yours"):
    """Asks for a text that was written by hand."""

    def __init__(self, kinds: Sequence[Kind], submit: Submit) -> None:
        super().__init__()
        self._submit = submit
        texts = [KINDS[kind] for kind in kinds if kind is not Kind.IMAGE]
        options = [
            discord.SelectOption(label=name, value=name, default=name == texts[0]) for name in texts
        ]
        self._kind = ui.Select[Self](custom_id="kind", options=options)
        self._title = ui.TextInput[Self](custom_id="title", max_length=LONGEST_TITLE)
        self._text = ui.TextInput[Self](
            custom_id="text", style=discord.TextStyle.paragraph, max_length=LONGEST_TEXT
        )
        self.add_item(ui.Label(text="What it is", component=self._kind))
        self.add_item(ui.Label(text="Title", component=self._title))
        self.add_item(ui.Label(text="Text", component=self._text))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True)
        kind = key_of(KINDS, self._kind.values[0])
        await self._submit(interaction, UploadedText(kind, self._title.value, self._text.value))
