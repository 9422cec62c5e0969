"""/challenge for everybody."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.challenges.challenge_presenter import present_archive, present_challenges
from bot.challenges.results_presenter import present_badges, present_season
from bot.client import AtelierBot
from bot.services.challenges.challenge import Phase
from bot.services.challenges.outcome import Season
from cogs.challenges.announcements import show_challenge
from cogs.challenges.ballots import show_ballot
from cogs.challenges.jury import show_next_entry
from cogs.challenges.places import (
    chosen_challenge,
    guild_of,
    matching_challenges,
    services_of,
)
from cogs.challenges.results import show_results
from cogs.challenges.submitting import show_panel

_Choices = list[app_commands.Choice[str]]
_ALL = tuple(phase for phase in Phase if phase is not Phase.CANCELLED)


class MemberCommands(commands.Cog):
    """What everybody does in challenges."""

    @app_commands.command(name="list")
    async def list_(self, interaction: discord.Interaction[AtelierBot]) -> None:
        """See which challenges there are now; only you can see it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        current = await services_of(interaction).organising.current(guild_of(interaction))
        await interaction.edit_original_response(embed=present_challenges(current))

    @app_commands.command()
    async def show(
        self, interaction: discord.Interaction[AtelierBot], challenge: str | None = None
    ) -> None:
        """See what a challenge asks for and how far it is; only you can see it.

        Args:
            interaction: The interaction.
            challenge: Which one; not needed where there is only one.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        chosen = await chosen_challenge(interaction, challenge, _ALL)
        await show_challenge(interaction, chosen.id)

    @app_commands.command()
    async def submit(
        self, interaction: discord.Interaction[AtelierBot], challenge: str | None = None
    ) -> None:
        """Enter a work of yours, upload one made by hand, replace one or take it back.

        Args:
            interaction: The interaction.
            challenge: Which one; not needed where there is only one.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        chosen = await chosen_challenge(interaction, challenge, (Phase.OPEN,))
        await show_panel(interaction, chosen.id)

    @app_commands.command()
    async def vote(
        self, interaction: discord.Interaction[AtelierBot], challenge: str | None = None
    ) -> None:
        """Choose the best and the weakest of a few entries, as often as you like; nobody sees how.

        Args:
            interaction: The interaction.
            challenge: Which one; not needed where there is only one.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        chosen = await chosen_challenge(interaction, challenge, (Phase.VOTING,))
        await show_ballot(interaction, chosen.id)

    @app_commands.command()
    async def score(
        self, interaction: discord.Interaction[AtelierBot], challenge: str | None = None
    ) -> None:
        """Score entries by creativity, aesthetics, craft and theme, if you are in the jury.

        Args:
            interaction: The interaction.
            challenge: Which one; not needed where there is only one.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        chosen = await chosen_challenge(interaction, challenge, (Phase.VOTING,))
        await show_next_entry(interaction, chosen.id)

    @app_commands.command()
    async def results(self, interaction: discord.Interaction[AtelierBot], challenge: str) -> None:
        """See the ranking of a challenge that is over, and how you did; only you can see it.

        Args:
            interaction: The interaction.
            challenge: Which one.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_results(interaction, challenge)

    @app_commands.command()
    async def archive(self, interaction: discord.Interaction[AtelierBot]) -> None:
        """See the challenges that are over; only you can see it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        past = await services_of(interaction).organising.archive(guild_of(interaction))
        await interaction.edit_original_response(embed=present_archive(past))

    @app_commands.command()
    async def season(
        self,
        interaction: discord.Interaction[AtelierBot],
        year: app_commands.Range[int, 2020, 9998] | None = None,
        quarter: app_commands.Range[int, 1, 4] = 1,
    ) -> None:
        """See who won how much in a quarter of the year; only you can see it.

        Args:
            interaction: The interaction.
            year: Which one; without it, the quarter that is now.
            quarter: Of that year.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        season = Season(year, quarter) if year is not None else None
        statistics = await services_of(interaction).results.season(guild_of(interaction), season)
        await interaction.edit_original_response(embed=present_season(statistics))

    @app_commands.command()
    async def badges(
        self, interaction: discord.Interaction[AtelierBot], member: discord.Member | None = None
    ) -> None:
        """See what somebody has won here; only you can see it.

        Args:
            interaction: The interaction.
            member: Whose badges; without it, your own.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        member_id = member.id if member else interaction.user.id
        won = await services_of(interaction).results.badges(guild_of(interaction), member_id)
        await interaction.edit_original_response(embed=present_badges(member_id, won))

    @show.autocomplete("challenge")
    async def _any(self, interaction: discord.Interaction[AtelierBot], current: str) -> _Choices:
        return await matching_challenges(interaction, current, _ALL)

    @submit.autocomplete("challenge")
    async def _open(self, interaction: discord.Interaction[AtelierBot], current: str) -> _Choices:
        return await matching_challenges(interaction, current, (Phase.OPEN,))

    @vote.autocomplete("challenge")
    @score.autocomplete("challenge")
    async def _voting(self, interaction: discord.Interaction[AtelierBot], current: str) -> _Choices:
        return await matching_challenges(interaction, current, (Phase.VOTING,))

    @results.autocomplete("challenge")
    async def _over(self, interaction: discord.Interaction[AtelierBot], current: str) -> _Choices:
        return await matching_challenges(interaction, current, (Phase.PUBLISHED,))
