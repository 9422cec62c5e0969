"""Writing a form of poems down: the modal, and the button that opens it again."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import AtelierBot
from bot.errors import InvalidOption
from bot.forms_presenter import draft_in, present_form, present_refused_form
from bot.services.forms import LONGEST_NAME, LONGEST_SUMMARY, FormDraft
from cogs.buttons import row
from cogs.lasting_items import LastingItem
from cogs.modals import Modal
from models.text.forms.form import Form
from models.text.forms.notation import MOST_NOTATION_CHARACTERS
from models.text.forms.reading import FormInvalid

_EDIT_AGAIN = "forms:edit"
_TEACHES = (
    "Lengths of lines come by turns; in a scheme, equal letters rhyme and a slash begins a stanza."
)
_EXAMPLE = "metre: iambic 4 3\nscheme: abab / cdcd\n\nor\n\nsyllables: 5 7 5"


class FormModal(Modal, title="A form of your own"):
    """Asks for a form and gives it to the server."""

    def __init__(self, draft: FormDraft | None = None) -> None:
        super().__init__()
        self._name = ui.TextInput[Self](
            custom_id="name",
            max_length=LONGEST_NAME,
            default=draft and draft.name,
            placeholder="half a sonnet",
        )
        self._summary = ui.TextInput[Self](
            custom_id="summary",
            max_length=LONGEST_SUMMARY,
            default=draft and draft.summary,
            placeholder="Seven lines that turn at the fifth.",
        )
        self._notation = ui.TextInput[Self](
            custom_id="notation",
            style=discord.TextStyle.paragraph,
            max_length=MOST_NOTATION_CHARACTERS,
            default=draft and draft.notation,
            placeholder=_EXAMPLE,
        )
        self.add_item(ui.Label(text="Name", component=self._name))
        self.add_item(ui.Label(text="What it is, in one line", component=self._summary))
        self.add_item(ui.Label(text="Notation", description=_TEACHES, component=self._notation))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        draft = FormDraft(self._name.value, self._summary.value, self._notation.value)
        try:
            form = await _add(interaction, draft)
        except (InvalidOption, FormInvalid) as error:
            await interaction.edit_original_response(
                embed=present_refused_form(draft, error.message), view=row(_edit_button())
            )
            return
        await interaction.edit_original_response(
            content="Added: everybody here can choose it with `/poem` now.",
            embed=present_form(form, interaction.user.id),
        )


class EditFormButton(LastingItem[ui.Button[Any]], template=_EDIT_AGAIN):
    """Opens the modal with what was typed, which its message shows."""

    def __init__(self) -> None:
        super().__init__(_edit_button())

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls()

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        assert interaction.message is not None  # noqa: S101 - the button stands under one
        [embed] = interaction.message.embeds
        await interaction.response.send_modal(FormModal(draft_in(embed)))


def _edit_button() -> ui.Button[Any]:
    return ui.Button(label="Edit again", custom_id=_EDIT_AGAIN)


async def _add(interaction: discord.Interaction[AtelierBot], draft: FormDraft) -> Form:
    assert interaction.guild_id is not None  # noqa: S101 - the command is for servers only
    forms = interaction.client.services.forms
    return await forms.add(interaction.guild_id, interaction.user.id, draft)
