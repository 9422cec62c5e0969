"""/imagine."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AtelierBot
from bot.services.checks import MOST_COLOURS
from bot.style.colours import colours_of
from bot.style.commands import ImageCommand
from cogs.delivery import deliver_command
from cogs.suggestions import (
    image_colours,
    image_sizes,
    image_styles,
    matching,
    matching_colours,
)
from models.base import Ground


class Images(commands.Cog):
    """Pictures of anything."""

    @app_commands.command()
    @app_commands.rename(num_inference_steps="steps", guidance_scale="guidance")
    async def imagine(
        self,
        interaction: discord.Interaction[AtelierBot],
        prompt: str,
        style: app_commands.Range[str, 1, 60] | None = None,
        colours: app_commands.Range[str, 1, 150] | None = None,
        count: app_commands.Range[int, 1, 4] = 1,
        negative_prompt: app_commands.Range[str, 1, 1000] | None = None,
        size: int | None = None,
        num_inference_steps: app_commands.Range[int, 1, 100] | None = None,
        guidance_scale: app_commands.Range[float, 1, 20] | None = None,
        seed: app_commands.Range[int, 0, 2147483647] | None = None,
        ground: Ground | None = None,
    ) -> None:
        """Draw images in your own style.

        Args:
            interaction: The interaction.
            prompt: What to draw.
            style: The style to draw in; without it, your favourite one.
            colours: Up to three, separated by commas; without them, your own palette.
            count: How many pictures.
            negative_prompt: What to keep out of the picture.
            size: Pixels a side.
            num_inference_steps: More steps take longer and can look cleaner.
            guidance_scale: How closely to follow the prompt.
            seed: A number that draws the same picture again.
            ground: What is around the drawing.
        """
        command = ImageCommand(
            prompt,
            style,
            count,
            negative_prompt,
            size,
            num_inference_steps,
            guidance_scale,
            seed,
            colours_of(colours or ""),
            ground,
        )
        await deliver_command(interaction, command)

    @imagine.autocomplete("style")
    async def _styles(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching(current, image_styles(interaction.client.services.engine))

    @imagine.autocomplete("colours")
    async def _colours(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        known = image_colours(interaction.client.services.engine)
        return matching_colours(current, known, MOST_COLOURS)

    @imagine.autocomplete("size")
    async def _sizes(
        self, interaction: discord.Interaction[AtelierBot], current: int | str
    ) -> list[app_commands.Choice[int]]:
        sizes = image_sizes(interaction.client.services.engine)
        return [
            app_commands.Choice(name=f"{size} × {size}", value=size)
            for size in sizes
            if str(current or "") in str(size)
        ]


async def setup(bot: AtelierBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Images())
