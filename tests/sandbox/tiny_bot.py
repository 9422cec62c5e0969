"""A small bot on stock discord.py that does what the sandbox has to carry."""

import asyncio
import io

import discord
from discord import app_commands
from discord.ext import commands

ALT_TEXT = "a plain square"


class Again(discord.ui.View):
    """A button and a menu that answer, and a button that asks."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Again", custom_id="again")
    async def again(self, interaction: discord.Interaction, _: discord.ui.Button["Again"]) -> None:
        await interaction.response.edit_message(content="once more")

    @discord.ui.button(label="Rename", custom_id="rename")
    async def rename(self, interaction: discord.Interaction, _: discord.ui.Button["Again"]) -> None:
        await interaction.response.send_modal(Rename())

    @discord.ui.select(
        custom_id="mood", options=[discord.SelectOption(label=m) for m in ("calm", "wild")]
    )
    async def mood(
        self, interaction: discord.Interaction, menu: discord.ui.Select["Again"]
    ) -> None:
        await interaction.response.send_message(f"mood: {menu.values[0]}", ephemeral=True)


class Rename(discord.ui.Modal, title="Rename"):
    name: discord.ui.TextInput["Rename"] = discord.ui.TextInput(label="Name", max_length=20)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"named {self.name.value}")


class TinyBot(commands.Bot):
    def __init__(self) -> None:
        super().__init__("!", intents=discord.Intents.default())
        self.heard: list[int] = []

    async def setup_hook(self) -> None:
        self.tree.add_command(work)
        self.tree.add_command(show)
        self.add_view(Again())
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.heard.append(interaction.id)


@app_commands.command()
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def work(interaction: discord.Interaction, theme: str, count: int = 1) -> None:
    """Works for a while and hands over a file."""
    await interaction.response.defer()
    await asyncio.sleep(0.05)
    await interaction.edit_original_response(content=f"working on {theme}")
    file = discord.File(io.BytesIO(theme.encode()), "work.txt", description=ALT_TEXT)
    await interaction.followup.send(f"{count} done", file=file, view=Again())


@work.autocomplete("theme")
async def themes(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    known = ("rain", "roses", "sea")
    return [app_commands.Choice(name=t, value=t) for t in known if t.startswith(current)]


@app_commands.command()
async def show(interaction: discord.Interaction, whom: discord.Member) -> None:
    """Names somebody without calling them."""
    await interaction.response.send_message(
        f"{whom.mention} @everyone",
        allowed_mentions=discord.AllowedMentions.none(),
        ephemeral=True,
    )
