"""/challenge series: challenges that begin again and again."""

import re
from datetime import time
from typing import Literal

import discord
from discord import app_commands

from bot.challenges.moderation_presenter import present_series
from bot.client import AtelierBot
from bot.database.challenge_choices import Cadence
from bot.errors import InvalidOption
from bot.plain_text import one_line
from bot.presenter import cut
from bot.services.challenges.access import check_moderator
from cogs.challenges.places import Interaction, contestant_of, guild_of, services_of
from cogs.challenges.series_briefs import BriefsForm, show_next_brief
from cogs.challenges.templates import matching_templates

_Cadence = Literal["daily", "weekly"]
_Day = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class SeriesCommands(app_commands.Group):
    """Challenges that come back."""

    @app_commands.command()
    async def create(
        self,
        interaction: discord.Interaction[AtelierBot],
        template: str,
        cadence: _Cadence,
        at: app_commands.Range[str, 4, 5],
        weekday: _Day = "Monday",
        proposals: bool = False,
    ) -> None:
        """Begin a challenge of a template again and again in this channel.

        Args:
            interaction: The interaction.
            template: What its challenges are like.
            cadence: How often one begins.
            at: Time of the day on this server's clock, such as 18:00.
            weekday: On which day weekly ones begin.
            proposals: Propose briefs when yours are used up; each waits for your yes.
        """
        check_moderator(contestant_of(interaction), guild_of(interaction))
        templates = services_of(interaction).templates
        outline = (await templates.get(guild_of(interaction), template)).outline
        day = _DAYS.index(weekday) if cadence == "weekly" else None
        await interaction.response.send_modal(
            BriefsForm(outline, Cadence(cadence), _time(at), day, wants_briefs=proposals)
        )

    @app_commands.command(name="list")
    async def list_(self, interaction: discord.Interaction[AtelierBot]) -> None:
        """See this server's series; only you can see it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        series = await services_of(interaction).series.of_guild(guild_of(interaction))
        await interaction.edit_original_response(embed=present_series(series))

    @app_commands.command()
    async def pause(
        self, interaction: discord.Interaction[AtelierBot], series: str, paused: bool = True
    ) -> None:
        """Have a series rest, or go on.

        Args:
            interaction: The interaction.
            series: Which one.
            paused: Yes to rest, no to go on.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        changed = await services_of(interaction).series.pause(
            await _here(interaction, series), contestant_of(interaction), is_paused=paused
        )
        await interaction.edit_original_response(embed=present_series([changed]))

    @app_commands.command()
    async def end(self, interaction: discord.Interaction[AtelierBot], series: str) -> None:
        """Forget a series; challenges that have begun go on.

        Args:
            interaction: The interaction.
            series: Which one.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        service = services_of(interaction).series
        await service.end(await _here(interaction, series), contestant_of(interaction))
        await interaction.edit_original_response(content="That series has ended.")

    @app_commands.command()
    async def briefs(self, interaction: discord.Interaction[AtelierBot]) -> None:
        """Approve or reject the briefs that wait for it; only you can see it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        check_moderator(contestant_of(interaction), guild_of(interaction))
        await show_next_brief(interaction)

    @create.autocomplete("template")
    async def _templates(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return await matching_templates(interaction, current)

    @pause.autocomplete("series")
    @end.autocomplete("series")
    async def _series(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        found = await services_of(interaction).series.of_guild(guild_of(interaction))
        return [
            app_commands.Choice(name=cut(one_line(each.draft.outline.title), 100), value=each.id)
            for each in found
            if current.casefold() in each.draft.outline.title.casefold()
        ]


async def _here(interaction: Interaction, series_id: str) -> str:
    """Returns the id of one of this server's series.

    Raises:
        InvalidOption: It has none of that id.
    """
    found = await services_of(interaction).series.of_guild(guild_of(interaction))
    if series_id not in {each.id for each in found}:
        raise InvalidOption(
            "This server has no such series. See them with `/challenge series list`."
        )
    return series_id


def _time(text: str) -> time:
    found = re.fullmatch(r"(\d{1,2}):(\d\d)", text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise InvalidOption(f"I can't read “{text}” as a time of the day. Write it like 18:00.")
    return time(int(found[1]), int(found[2]))
