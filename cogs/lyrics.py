"""/lyrics."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AtelierBot
from bot.style.commands import LyricsCommand
from bot.style.structure import parse_structure
from cogs.delivery import deliver_command
from cogs.suggestions import MOODS, STRUCTURES, matching
from models.text.songs.genres import genres


class Lyrics(commands.Cog):
    """Song lyrics on any theme."""

    @app_commands.command()
    async def lyrics(
        self,
        interaction: discord.Interaction[AtelierBot],
        theme: str,
        genre: app_commands.Range[str, 1, 60] | None = None,
        mood: app_commands.Range[str, 1, 60] | None = None,
        structure: app_commands.Range[str, 1, 200] | None = None,
        seed: app_commands.Range[int, 0, 2147483647] | None = None,
    ) -> None:
        """Write song lyrics in your own style.

        Args:
            interaction: The interaction.
            theme: What the song is about.
            genre: The kind of music, such as folk or hip hop.
            mood: How it should feel, such as melancholic or joyful.
            structure: The sections in order, such as: verse, chorus; if not given, by genre.
            seed: A number that makes the same lyrics again.
        """
        command = LyricsCommand(theme, genre, mood, parse_structure(structure), seed)
        await deliver_command(interaction, command)

    @lyrics.autocomplete("genre")
    async def _genres(
        self, _interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching(current, genres())

    @lyrics.autocomplete("mood")
    async def _moods(
        self, _interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching(current, MOODS)

    @lyrics.autocomplete("structure")
    async def _structures(
        self, _interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching(current, STRUCTURES)


async def setup(bot: AtelierBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Lyrics())
