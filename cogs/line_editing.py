"""Editing a line of a poem: choose it, write it, and decide what to do where it leaves the form.

Nothing is kept between these steps but what Discord keeps: ids carry the poem and the line's place,
and the line itself is read back from the message that tells what is wrong with it.
"""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import AtelierBot
from bot.craft_presenter import line_in, present_faults
from bot.presenter import cut
from bot.services.checks import LONGEST_LINE
from cogs.buttons import row
from cogs.delivery import deliver, deliver_finished
from cogs.lasting_items import LastingItem
from cogs.modals import Modal

Interaction = discord.Interaction[AtelierBot]

_MOST_OPTIONS = 25
_LABEL_LIMIT = 100
_CHOICES = {"use": "Use it anyway", "again": "Edit again", "suggest": "Suggest one"}


async def show_lines(interaction: Interaction, work_id: str) -> None:
    """Lets the one who pressed choose a line of a poem.

    Raises:
        UserFacingError: The poem was deleted, or is none.
    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    lines = await interaction.client.services.editing.lines(work_id)
    starts = range(0, len(lines), _MOST_OPTIONS)
    menus = (_menu(work_id, start, lines[start : start + _MOST_OPTIONS]) for start in starts)
    await interaction.edit_original_response(
        content="Which line? What you make of it becomes a poem of your own; this one stays.",
        view=row(*menus),
    )


class LineMenu(
    LastingItem[ui.Select[Any]],
    template=r"lines:(?P<start>\d{1,3}):(?P<work_id>[\w-]{4,40})",
):
    """Opens the form for the line that is chosen."""

    def __init__(self, start: int, work_id: str) -> None:
        self._work_id = work_id
        super().__init__(_menu(work_id, start, [""]))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(int(match["start"]), match["work_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        [place] = map(int, self.item.values)
        editing = interaction.client.services.editing
        lines = await editing.lines(self._work_id)
        await interaction.response.send_modal(LineForm(self._work_id, place, lines[place]))


class LineForm(Modal, title="A line"):
    """Has a member write a line, and posts the poem with it if it keeps the form."""

    def __init__(self, work_id: str, place: int, line: str) -> None:
        super().__init__()
        self.title = f"Line {place + 1}"
        self._work_id = work_id
        self._place = place
        # A line that is there may be longer than one that is taken.
        longest = max(LONGEST_LINE, len(line))
        self._line = ui.TextInput[Any](custom_id="line", default=line, max_length=longest)
        self.add_item(ui.Label(text="The line", component=self._line))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        editing = interaction.client.services.editing
        checked = await editing.check(self._work_id, self._place, self._line.value)
        if not checked.faults:
            await _post(interaction, self._work_id, self._place, checked.text)
            return
        await interaction.response.send_message(
            embed=present_faults(checked.text, self._place, checked.faults),
            view=row(*(_button(choice, self._place, self._work_id) for choice in _CHOICES)),
            ephemeral=True,
        )


class LineButton(
    LastingItem[ui.Button[Any]],
    template=rf"line:(?P<choice>{'|'.join(_CHOICES)}):(?P<place>\d{{1,3}}):(?P<work_id>[\w-]{{4,40}})",
):
    """What to do with a line that leaves the form."""

    def __init__(self, choice: str, place: int, work_id: str) -> None:
        self._choice = choice
        self._place = place
        self._work_id = work_id
        super().__init__(_button(choice, place, work_id))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["choice"], int(match["place"]), match["work_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        work_id, place = self._work_id, self._place
        if self._choice == "suggest":
            editing = interaction.client.services.editing
            await deliver(interaction, lambda who: editing.suggest(work_id, place, who))
        elif self._choice == "again":
            form = LineForm(work_id, place, _line_of(interaction))
            await interaction.response.send_modal(form)
        else:
            await _post(interaction, work_id, place, _line_of(interaction))


async def _post(interaction: Interaction, work_id: str, place: int, line: str) -> None:
    """Posts the poem with that line as a work of the member's."""
    editing, name = interaction.client.services.editing, interaction.user.display_name
    await deliver_finished(
        interaction, lambda who: editing.keep(work_id, place, line, who, editor=name)
    )


def _line_of(interaction: Interaction) -> str:
    """Returns the line that the message with the pressed button tells of."""
    message = interaction.message
    return line_in(message.embeds[0]) if message is not None and message.embeds else ""


def _menu(work_id: str, start: int, lines: tuple[str, ...] | list[str]) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=cut(f"{place + 1}. {line}", _LABEL_LIMIT), value=str(place))
        for place, line in enumerate(lines, start)
    ]
    hint = f"Lines {start + 1} to {start + len(lines)}" if len(lines) > 1 else "The line"
    return ui.Select(custom_id=f"lines:{start}:{work_id}", placeholder=hint, options=options)


def _button(choice: str, place: int, work_id: str) -> ui.Button[Any]:
    return ui.Button(label=_CHOICES[choice], custom_id=f"line:{choice}:{place}:{work_id}")
