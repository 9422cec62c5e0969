"""Entering works of one's own: the panel that a member sees, its menus and buttons."""

import re
from collections.abc import Iterator
from typing import Any, Self

import discord
from discord import ui

from bot.challenges.entry_presenter import label_of_entry, label_of_work, present_entries
from bot.database.challenge_choices import Making
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.entry import Entry, OwnWork, Source, WorkOption
from cogs.buttons import row
from cogs.challenges.buttons import CHALLENGE_ID, ENTRY_ID
from cogs.challenges.places import Interaction, challenge_here, contestant_of, services_of
from cogs.challenges.upload_forms import PictureForm, TextForm
from cogs.lasting_items import LastingItem
from models.base import Kind

_MOST_OPTIONS = 25
_ADDS = "new"
"""Stands for the id of the entry that is replaced, where none is."""
_UPLOADS = {"picture": "Upload a picture", "text": "Write a text"}


async def show_panel(interaction: Interaction, challenge_id: str, said: str = "") -> None:
    """Shows a member their entries and what they can enter, in the place of what waits.

    Raises:
        UserFacingError: There is no such challenge here, or entries are not taken.
    """
    challenge = await challenge_here(interaction, challenge_id)
    submissions, member_id = services_of(interaction).submissions, interaction.user.id
    options = await submissions.options(challenge.id, member_id)
    own = await submissions.own(challenge.id, member_id)
    items = list(_ways_in(challenge, options)) if len(own) < challenge.draft.entries_each else []
    if own:
        items.append(_own_menu(challenge.id, own))
    await interaction.edit_original_response(
        content=said or None, embed=present_entries(challenge, own), view=row(*items)
    )


class WorkMenu(LastingItem[ui.Select[Any]], template=rf"enter:work:{CHALLENGE_ID}:{ENTRY_ID}"):
    """Enters the work that is chosen."""

    def __init__(self, challenge_id: str, replaced: str) -> None:
        self._challenge_id = challenge_id
        self._replaced = replaced
        super().__init__(ui.Select(custom_id=f"enter:work:{challenge_id}:{replaced}"))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["challenge_id"], match["entry_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        work_id, _, picture = self.item.values[0].partition(":")
        await interaction.response.defer()
        source = OwnWork(work_id, int(picture))
        await enter(interaction, self._challenge_id, source, self._replaced)


class UploadButton(
    LastingItem[ui.Button[Any]],
    template=rf"enter:(?P<what>{'|'.join(_UPLOADS)}):{CHALLENGE_ID}:{ENTRY_ID}",
):
    """Asks for something that was made by hand."""

    def __init__(self, what: str, challenge_id: str, replaced: str) -> None:
        self._what = what
        self._challenge_id = challenge_id
        self._replaced = replaced
        super().__init__(_upload_button(what, challenge_id, replaced))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["what"], match["challenge_id"], match["entry_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        async def submit(submitted: Interaction, source: Source) -> None:
            await enter(submitted, self._challenge_id, source, self._replaced)

        challenge = await challenge_here(interaction, self._challenge_id)
        kinds = challenge.draft.kinds
        form = PictureForm(submit) if self._what == "picture" else TextForm(kinds, submit)
        await interaction.response.send_modal(form)


class EntryMenu(LastingItem[ui.Select[Any]], template=rf"enter:own:{CHALLENGE_ID}"):
    """Shows what can be done with an entry of one's own."""

    def __init__(self, challenge_id: str) -> None:
        self._challenge_id = challenge_id
        super().__init__(ui.Select(custom_id=f"enter:own:{challenge_id}"))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["challenge_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        [entry_id] = self.item.values
        await interaction.response.defer()
        challenge = await challenge_here(interaction, self._challenge_id)
        submissions = services_of(interaction).submissions
        options = await submissions.options(challenge.id, interaction.user.id)
        items = list(_ways_in(challenge, options, entry_id))
        await interaction.edit_original_response(
            content="Replace this entry by another work, or take it back.",
            view=row(*items, _withdraw_button(challenge.id, entry_id)),
        )


class WithdrawButton(
    LastingItem[ui.Button[Any]], template=rf"enter:withdraw:{CHALLENGE_ID}:{ENTRY_ID}"
):
    """Takes an entry back."""

    def __init__(self, challenge_id: str, entry_id: str) -> None:
        self._challenge_id = challenge_id
        self._entry_id = entry_id
        super().__init__(_withdraw_button(challenge_id, entry_id))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["challenge_id"], match["entry_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        submissions = services_of(interaction).submissions
        await submissions.withdraw(self._entry_id, interaction.user.id)
        await show_panel(interaction, self._challenge_id, "Taken back.")


async def enter(
    interaction: Interaction, challenge_id: str, source: Source, replaced: str = _ADDS
) -> None:
    """Enters something for the one who acts, who was told to wait, and shows their entries.

    Raises:
        UserFacingError: It can't be entered.
    """
    challenge = await challenge_here(interaction, challenge_id)
    await services_of(interaction).submissions.submit(
        challenge.id,
        contestant_of(interaction),
        source,
        replaces=None if replaced == _ADDS else replaced,
    )
    await show_panel(interaction, challenge.id, "✅ Entered. Good luck!")


def work_menu(
    challenge_id: str, options: list[WorkOption], replaced: str = _ADDS
) -> ui.Select[Any]:
    """Returns a menu of works; of several pictures, each is a choice of its own."""
    choices = [
        discord.SelectOption(
            label=label_of_work(option, picture), value=f"{option.work_id}:{picture}"
        )
        for option in options
        for picture in range(max(1, option.pictures))
    ]
    return ui.Select(
        custom_id=f"enter:work:{challenge_id}:{replaced}",
        placeholder="Enter one of your works",
        options=choices[:_MOST_OPTIONS],
    )


def _ways_in(
    challenge: Challenge, options: list[WorkOption], replaced: str = _ADDS
) -> Iterator[ui.Item[Any]]:
    if options:
        yield work_menu(challenge.id, options, replaced)
    draft = challenge.draft
    if draft.making is not Making.AI:
        if Kind.IMAGE in draft.kinds:
            yield _upload_button("picture", challenge.id, replaced)
        if {Kind.POEM, Kind.LYRICS} & set(draft.kinds):
            yield _upload_button("text", challenge.id, replaced)


def _own_menu(challenge_id: str, own: list[Entry]) -> ui.Select[Any]:
    options = [discord.SelectOption(label=label_of_entry(e), value=e.id) for e in own]
    hint = "Replace or take back an entry"
    return ui.Select(custom_id=f"enter:own:{challenge_id}", placeholder=hint, options=options)


def _upload_button(what: str, challenge_id: str, replaced: str) -> ui.Button[Any]:
    return ui.Button(label=_UPLOADS[what], custom_id=f"enter:{what}:{challenge_id}:{replaced}")


def _withdraw_button(challenge_id: str, entry_id: str) -> ui.Button[Any]:
    return ui.Button(
        label="Take it back",
        style=discord.ButtonStyle.danger,
        custom_id=f"enter:withdraw:{challenge_id}:{entry_id}",
    )
