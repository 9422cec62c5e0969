"""A stock discord.py bot with one of each thing the page can show."""

import asyncio
import io
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands
from PIL import Image

Interaction = discord.Interaction[discord.Client]


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Again", emoji="🔁", custom_id="again")
    async def again(self, interaction: Interaction, _button: discord.ui.Button["Buttons"]) -> None:
        await interaction.response.edit_message(content="a second poem")

    @discord.ui.button(label="Broken", style=discord.ButtonStyle.danger, custom_id="broken")
    async def broken(
        self, _interaction: Interaction, _button: discord.ui.Button["Buttons"]
    ) -> None:
        """Leaves the member without an answer."""

    @discord.ui.select(
        custom_id="moods",
        placeholder="Moods",
        max_values=2,
        options=[discord.SelectOption(label=mood) for mood in ("Joyful", "Dreamy", "Fierce")],
    )
    async def moods(self, interaction: Interaction, select: discord.ui.Select["Buttons"]) -> None:
        await interaction.response.send_message(" and ".join(select.values), ephemeral=True)


class StyleForm(discord.ui.Modal, title="Your style"):
    mood: discord.ui.TextInput["StyleForm"] = discord.ui.TextInput(label="Mood", max_length=20)
    form: discord.ui.Label["StyleForm"] = discord.ui.Label(
        text="Form",
        component=discord.ui.Select["StyleForm"](
            options=[discord.SelectOption(label="Haiku"), discord.SelectOption(label="Limerick")]
        ),
    )

    async def on_submit(self, interaction: Interaction) -> None:
        select = self.form.component
        chosen: Sequence[str] = select.values if isinstance(select, discord.ui.Select) else []
        await interaction.response.send_message(f"{self.mood.value}, {chosen[0]}", ephemeral=True)


@app_commands.command(description="Write a poem")
@app_commands.choices(
    form=[app_commands.Choice(name=name, value=name.lower()) for name in ("Haiku", "Free verse")]
)
async def poem(
    interaction: Interaction,
    theme: app_commands.Range[str, 1, 40],
    form: str = "sonnet",
    seed: app_commands.Range[int, 0, 99] = 7,
) -> None:
    await interaction.response.defer()
    await interaction.edit_original_response(content="half a poem")
    await asyncio.sleep(0.4)
    embed = discord.Embed(title=theme, description=f"{form}, seed {seed}")
    await interaction.edit_original_response(content=None, embed=embed, view=Buttons())


@poem.autocomplete("theme")
async def themes(_interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{typed} at dusk", value=f"{typed} in the evening")]


@app_commands.command(description="Draw pictures")
async def imagine(interaction: Interaction, count: app_commands.Range[int, 1, 4]) -> None:
    files = [
        discord.File(io.BytesIO(teal_png()), f"{n}.png", description=f"Fox {n}")
        for n in range(count)
    ]
    await interaction.response.send_message(files=files)


class Profile(app_commands.Group, name="profile", description="Your style"):
    @app_commands.command(name="show", description="See it")
    async def show(self, interaction: Interaction) -> None:
        await interaction.response.send_message("only for you", ephemeral=True)

    @app_commands.command(name="set", description="Change it")
    async def change(self, interaction: Interaction) -> None:
        await interaction.response.send_modal(StyleForm())


class TinyBot(commands.Bot):
    def __init__(self) -> None:
        super().__init__("!", intents=discord.Intents.default())

    async def setup_hook(self) -> None:
        for command in (poem, imagine, Profile()):
            self.tree.add_command(command)
        await self.tree.sync()


def teal_png() -> bytes:
    """Returns a picture of 64 pixels a side."""
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(file, "PNG")
    return file.getvalue()
