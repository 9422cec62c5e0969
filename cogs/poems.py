"""/poem."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AtelierBot
from bot.services.forms import LONGEST_NAME
from bot.services.profiles import words_of
from bot.style.commands import PoemCommand
from cogs.delivery import deliver_command, requester_of
from cogs.suggestions import LANGUAGES, MOODS, matching, matching_forms
from models.text.forms.catalogue import catalogue


class Poems(commands.Cog):
    """Poems on any theme."""

    @app_commands.command()
    async def poem(
        self,
        interaction: discord.Interaction[AtelierBot],
        theme: str,
        form: app_commands.Range[str, 1, LONGEST_NAME] | None = None,
        mood: app_commands.Range[str, 1, 60] | None = None,
        language: app_commands.Range[str, 1, 60] | None = None,
        word: str | None = None,
        first_line: str | None = None,
        keywords: str | None = None,
        seed: app_commands.Range[int, 0, 2147483647] | None = None,
    ) -> None:
        """Write a poem in your own style.

        Args:
            interaction: The interaction.
            theme: What the poem is about.
            form: The poem's form; without it, your favourite one.
            mood: How it should feel, such as melancholic or joyful.
            language: The language to write in.
            word: What the first letters of an acrostic's lines spell.
            first_line: How the poem begins; I write on from there.
            keywords: Up to five words that have to come up, separated by commas.
            seed: A number that makes the same poem again.
        """
        command = PoemCommand(
            theme,
            form,
            mood,
            language,
            seed,
            word=word,
            given=() if first_line is None else (first_line.strip(),),
            keywords=tuple(words_of(keywords or "")),
        )
        await deliver_command(interaction, command)

    @poem.autocomplete("form")
    async def _forms(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        guild_id = requester_of(interaction).guild_id
        own = await interaction.client.services.forms.own(guild_id)
        return matching_forms(current, [*own, *catalogue().values()])

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
