"""/challenge template: challenges to begin again."""

import discord
from discord import app_commands

from bot.challenges.moderation_presenter import present_templates
from bot.client import AtelierBot
from bot.plain_text import plain_line
from bot.services.challenges.challenge import Phase
from bot.services.challenges.outline import outline_of
from cogs.challenges.places import (
    Interaction,
    challenge_here,
    contestant_of,
    guild_of,
    matching_challenges,
    services_of,
)
from cogs.suggestions import matching

_Name = app_commands.Range[str, 1, 40]
_ALL = tuple(phase for phase in Phase if phase is not Phase.CANCELLED)


class TemplateCommands(app_commands.Group):
    """What is kept to begin challenges with."""

    @app_commands.command()
    async def save(
        self, interaction: discord.Interaction[AtelierBot], challenge: str, name: _Name
    ) -> None:
        """Keep a challenge as a template.

        Args:
            interaction: The interaction.
            challenge: Which one.
            name: What to call it; one of that name is replaced.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await challenge_here(interaction, challenge)
        kept = await services_of(interaction).templates.save(
            found.guild_id, contestant_of(interaction), name, outline_of(found.draft)
        )
        await interaction.edit_original_response(
            content=f"Kept as **{plain_line(kept.name)}**. Begin with it by `/challenge create`."
        )

    @app_commands.command(name="list")
    async def list_(self, interaction: discord.Interaction[AtelierBot]) -> None:
        """See this server's templates; only you can see it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = await services_of(interaction).templates.of_guild(guild_of(interaction))
        await interaction.edit_original_response(embed=present_templates(kept))

    @app_commands.command()
    async def delete(self, interaction: discord.Interaction[AtelierBot], name: _Name) -> None:
        """Forget a template.

        Args:
            interaction: The interaction.
            name: Which one.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        templates = services_of(interaction).templates
        await templates.delete(guild_of(interaction), contestant_of(interaction), name)
        await interaction.edit_original_response(content=f"“{plain_line(name)}” is forgotten.")

    @save.autocomplete("challenge")
    async def _challenges(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return await matching_challenges(interaction, current, _ALL)

    @delete.autocomplete("name")
    async def _names(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return await matching_templates(interaction, current)


async def matching_templates(
    interaction: Interaction, typed: str
) -> list[app_commands.Choice[str]]:
    """Returns this server's templates, for an option."""
    kept = await services_of(interaction).templates.of_guild(guild_of(interaction))
    return matching(typed, (template.name for template in kept))
