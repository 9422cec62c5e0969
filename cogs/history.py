"""/history: what a member asked for, and what became of it."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AtelierBot
from bot.history_presenter import present_history
from cogs.history_controls import HistoryButton, HistoryMenu, history_view


class History(commands.Cog):
    """Members' own past."""

    @app_commands.command()
    async def history(self, interaction: discord.Interaction[AtelierBot]) -> None:
        """See what you asked for, show a work again or cancel what waits; only you can see it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        page = await interaction.client.services.history.page(interaction.user.id)
        await interaction.edit_original_response(
            embed=present_history(page), view=history_view(page)
        )


async def setup(bot: AtelierBot) -> None:
    """Adds the cog and makes the controls of its messages answer."""
    bot.add_dynamic_items(HistoryButton, HistoryMenu)
    await bot.add_cog(History())
