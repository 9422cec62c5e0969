"""/profile: what the bot knows of a member's style."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AtelierBot
from bot.database.repositories.profiles import Preferences
from bot.errors import InvalidOption
from bot.presenter import present_profile
from bot.services.checks import check_style
from bot.services.profiles import MOST_WORDS, words_of
from bot.style.commands import form_named
from cogs.suggestions import (
    LANGUAGES,
    MOODS,
    image_colours,
    image_styles,
    matching,
    matching_colours,
    matching_forms,
)
from models.base import Kind
from models.text.forms.catalogue import catalogue
from models.text.songs.genres import genres

_TRAITS = {
    "mood": "mood",
    "loves": "themes you love",
    "avoids": "themes you avoid",
    "palette": "palette",
    "poem_form": "favourite poem form",
    "genre": "lyric genre",
    "image_style": "image style",
    "language": "language",
}
_Word = app_commands.Range[str, 1, 60]
_Words = app_commands.Range[str, 1, 400]


class Profile(commands.GroupCog, group_name="profile", group_description="Your own style"):
    """Every member's own style."""

    @app_commands.command()
    async def show(self, interaction: discord.Interaction[AtelierBot]) -> None:
        """Show what I know of your style; only you can see it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        profile = await interaction.client.services.profiles.get(interaction.user.id)
        await interaction.followup.send(embed=present_profile(profile), ephemeral=True)

    @app_commands.command(name="set")
    async def set_(
        self,
        interaction: discord.Interaction[AtelierBot],
        mood: _Word | None = None,
        loves: _Words | None = None,
        avoids: _Words | None = None,
        palette: _Words | None = None,
        form: _Word | None = None,
        genre: _Word | None = None,
        image_style: _Word | None = None,
        language: _Word | None = None,
    ) -> None:
        """Tell me what you like; what I make for you will use it.

        Args:
            interaction: The interaction.
            mood: How things should feel, such as melancholic or joyful.
            loves: Themes you love in poems and lyrics, separated by commas.
            avoids: Themes you never want to see, separated by commas.
            palette: Your colours, separated by commas.
            form: Your favourite poem form.
            genre: Your favourite kind of music.
            image_style: Your favourite style of images.
            language: The language to write in.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        wanted: dict[str, Any] = {
            "mood": mood,
            "loves": words_of(loves) if loves else None,
            "avoids": words_of(avoids) if avoids else None,
            "palette": words_of(palette) if palette else None,
            "poem_form": form_named(form).name if form else None,
            "genre": genre,
            "image_style": image_style,
            "language": language,
        }
        preferences = Preferences(**{k: v for k, v in wanted.items() if v is not None})  # pyright: ignore[reportArgumentType]
        if not preferences:
            raise InvalidOption("Choose at least one option, such as mood or palette.")
        services = interaction.client.services
        if image_style is not None:
            check_style(image_style, services.engine.capabilities(Kind.IMAGE))
        profile = await services.profiles.set(interaction.user.id, preferences)
        await interaction.followup.send("Noted.", embed=present_profile(profile), ephemeral=True)

    @app_commands.command()
    @app_commands.choices(
        trait=[app_commands.Choice(name=name, value=trait) for trait, name in _TRAITS.items()]
    )
    async def reset(
        self, interaction: discord.Interaction[AtelierBot], trait: str | None = None
    ) -> None:
        """Forget your style, or one part of it.

        Args:
            interaction: The interaction.
            trait: What to forget; without it, everything.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        profile = await interaction.client.services.profiles.reset(interaction.user.id, trait)
        said = f"Your {_TRAITS[trait]} is forgotten." if trait else "Your style is forgotten."
        await interaction.followup.send(said, embed=present_profile(profile), ephemeral=True)

    @app_commands.command()
    async def streaming(self, interaction: discord.Interaction[AtelierBot], watch: bool) -> None:
        """Choose whether you see drafts and previews while I work for you.

        Args:
            interaction: The interaction.
            watch: Yes shows what I write and draw as it grows; no shows only how far I am.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        profiles = interaction.client.services.profiles
        await profiles.set_streaming(interaction.user.id, streaming=watch)
        said = "I'll show you drafts and previews." if watch else "I'll only show how far I am."
        await interaction.followup.send(f"Noted. {said}", ephemeral=True)

    @set_.autocomplete("form")
    async def _forms(
        self, _interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching_forms(current, catalogue().values())

    @set_.autocomplete("mood")
    async def _moods(
        self, _interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching(current, MOODS)

    @set_.autocomplete("palette")
    async def _palettes(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        known = image_colours(interaction.client.services.engine)
        return matching_colours(current, known, MOST_WORDS)

    @set_.autocomplete("genre")
    async def _genres(
        self, _interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching(current, genres())

    @set_.autocomplete("image_style")
    async def _image_styles(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching(current, image_styles(interaction.client.services.engine))

    @set_.autocomplete("language")
    async def _languages(
        self, _interaction: discord.Interaction[AtelierBot], current: str
    ) -> list[app_commands.Choice[str]]:
        return matching(current, LANGUAGES)


async def setup(bot: AtelierBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Profile())
