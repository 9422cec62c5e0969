"""The briefs of a series: the form that lists them, and approving those that are proposed."""

import re
from datetime import time
from typing import Any, Self

import discord
from discord import ui

from bot.challenges.moderation_presenter import present_brief, present_series
from bot.database.challenge_choices import Cadence
from bot.services.challenges.outline import Outline, SeriesBrief, SeriesDraft
from cogs.buttons import row
from cogs.challenges.places import (
    Interaction,
    contestant_of,
    guild_of,
    services_of,
)
from cogs.lasting_items import LastingItem
from cogs.modals import Modal

_LONGEST_BRIEFS = 4000
_BRIEF = r"brief:(?P<choice>use|reject):(?P<brief_id>[\w-]{4,16})"
_CHOICES = {"use": "Use it", "reject": "Reject"}


class BriefsForm(Modal, title="Briefs of the series"):
    """Asks for the briefs of a series, one a line, and begins it."""

    def __init__(
        self,
        outline: Outline,
        cadence: Cadence,
        at: time,
        weekday: int | None,
        *,
        wants_briefs: bool,
    ) -> None:
        super().__init__()
        self._outline = outline
        self._cadence = cadence
        self._at = at
        self._weekday = weekday
        self._wants_briefs = wants_briefs
        self._briefs = ui.TextInput[Self](
            custom_id="briefs",
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=_LONGEST_BRIEFS,
            placeholder="Harbours at night\nA letter that came too late",
        )
        self.add_item(
            ui.Label(
                text="Briefs, one a line",
                description="Used in this order; after the last one, the template's.",
                component=self._briefs,
            )
        )

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        briefs = tuple(line.strip() for line in self._briefs.value.splitlines() if line.strip())
        draft = SeriesDraft(
            self._outline, self._cadence, self._at, self._weekday, briefs, self._wants_briefs
        )
        channel_id = interaction.channel_id
        assert channel_id is not None  # noqa: S101 - a server's interaction has a channel
        series = await services_of(interaction).series.create(
            draft, guild_of(interaction), channel_id, contestant_of(interaction)
        )
        await interaction.edit_original_response(embed=present_series([series]))


class BriefButton(LastingItem[ui.Button[Any]], template=_BRIEF):
    """Approves or rejects a brief, and shows the next one."""

    def __init__(self, choice: str, brief_id: str) -> None:
        self._choice = choice
        self._brief_id = brief_id
        super().__init__(_brief_button(choice, brief_id))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["choice"], match["brief_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await services_of(interaction).series.decide(
            self._brief_id, contestant_of(interaction), is_approved=self._choice == "use"
        )
        await show_next_brief(interaction)


async def show_next_brief(interaction: Interaction) -> None:
    """Shows the brief that has waited longest, in the place of what waits."""
    pending = await services_of(interaction).series.pending(guild_of(interaction))
    if not pending:
        await interaction.edit_original_response(
            content="No brief waits for you.", embeds=[], view=None
        )
        return
    await interaction.edit_original_response(
        embed=present_brief(pending[0]), view=_brief_view(pending[0])
    )


def _brief_view(brief: SeriesBrief) -> ui.View:
    return row(*(_brief_button(choice, brief.id) for choice in _CHOICES))


def _brief_button(choice: str, brief_id: str) -> ui.Button[Any]:
    return ui.Button(label=_CHOICES[choice], custom_id=f"brief:{choice}:{brief_id}")
