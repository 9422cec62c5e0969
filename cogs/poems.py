"""/poem."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AtelierBot
from bot.style.commands import PoemCommand, form_named
from cogs.delivery import deliver_command
from cogs.suggestions import LANGUAGES, MOODS, matching
from models.text.forms.catalogue import catalogue

FORMS = [app_commands.Choice(name=form, value=form) for form in catalogue()]


class Poems(commands.Cog):
    """Poems on any theme."""

    @app_commands.command()
    @app_commands.choices(form=FORMS)
    async def poem(
        self,
        interaction: discord.Interaction[AtelierBot],
        theme: str,
        form: str | None = None,
        mood: app_commands.Range[str, 1, 60] | None = None,
        language: app_commands.Range[str, 1, 60] | None = None,
        seed: app_commands.Range[int, 0, 2147483647] | None = None,
    ) -> None:
        """Write a poem in your own style.

        Args:
            interaction: The interaction.
            theme: What the poem is about.
            form: The poem's form; without it, your favourite one.
            mood: How it should feel, such as melancholic or joyful.
            language: The language to write in.
            seed: A number that makes the same poem again.
        """
        command = PoemCommand(theme, form_named(form), mood, language, seed)
        await deliver_command(interaction, command)

    @poem.autocomplete("mood")
    async def _moods(
        self, _interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching(current, MOODS)

    @poem.autocomplete("language")
    async def _languages(
        self, _interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching(current, LANGUAGES)


async def setup(bot: AtelierBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Poems())
