"""/forms: the forms of poems, and a server's own."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AtelierBot
from bot.forms_presenter import present_form, present_forms
from bot.services.forms import LONGEST_NAME
from cogs.form_modal import EditFormButton, FormModal
from cogs.suggestions import matching_forms
from models.text.forms.catalogue import catalogue

_Name = app_commands.Range[str, 1, LONGEST_NAME]


@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Forms(
    commands.GroupCog, group_name="forms", group_description="Forms of poems, and your own"
):
    """What a server does with forms."""

    @app_commands.command()
    async def add(self, interaction: discord.Interaction[AtelierBot]) -> None:
        """Give this server a form of its own: how many lines, how long, which of them rhyme."""
        await interaction.response.send_modal(FormModal())

    @app_commands.command(name="list")
    async def list_(self, interaction: discord.Interaction[AtelierBot]) -> None:
        """See all forms that poems here can have; only you can see it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        own = await interaction.client.services.forms.own(interaction.guild_id)
        await interaction.edit_original_response(embeds=present_forms(own))

    @app_commands.command()
    async def show(self, interaction: discord.Interaction[AtelierBot], name: _Name) -> None:
        """Learn what a form asks for and where it comes from; only you can see it.

        Args:
            interaction: The interaction.
            name: The form.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        forms = interaction.client.services.forms
        form, author_id = await forms.named(interaction.guild_id, name)
        await interaction.edit_original_response(embed=present_form(form, author_id))

    @app_commands.command()
    async def remove(self, interaction: discord.Interaction[AtelierBot], name: _Name) -> None:
        """Remove a form that you added, or as a moderator any of this server's own.

        Args:
            interaction: The interaction.
            name: The form.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        assert interaction.guild_id is not None  # noqa: S101 - the command is for servers only
        removed = await interaction.client.services.forms.remove(
            interaction.guild_id,
            interaction.user.id,
            name,
            is_moderator=interaction.permissions.manage_messages,
        )
        await interaction.edit_original_response(
            content=f"“{removed}” is removed. What was written in it can still be made again."
        )

    @show.autocomplete("name")
    async def _all_forms(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        own = await interaction.client.services.forms.own(interaction.guild_id)
        return matching_forms(current, [*own, *catalogue().values()])

    @remove.autocomplete("name")
    async def _own_forms(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        own = await interaction.client.services.forms.own(interaction.guild_id)
        return matching_forms(current, own)


async def setup(bot: AtelierBot) -> None:
    """Adds the cog and makes the button of its messages answer."""
    bot.add_dynamic_items(EditFormButton)
    await bot.add_cog(Forms())
