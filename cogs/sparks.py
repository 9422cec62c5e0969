"""/spark, and what can be made of a spark at once."""

import re
from typing import Any, Literal, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import AtelierBot
from bot.sparks_presenter import present_spark, text_in
from bot.style.commands import CreationCommand, ImageCommand, PoemCommand
from bot.style.sparks import Spark, SparkKind
from cogs.buttons import row
from cogs.delivery import deliver_command
from cogs.lasting_items import LastingItem

_Kind = Literal["brief", "words", "palette", "line", "question"]
_Style = Literal["mine", "against mine"]
_USES = {"poem": ("✍️", "Write a poem"), "image": ("🎨", "Draw it")}


class Sparks(commands.Cog):
    """Something to begin with."""

    @app_commands.command()
    async def spark(
        self,
        interaction: discord.Interaction[AtelierBot],
        kind: _Kind | None = None,
        style: _Style = "mine",
        seed: app_commands.Range[int, 0, 2147483647] | None = None,
    ) -> None:
        """Get something to begin with: a brief, three words, a palette, a first line, a question.

        Args:
            interaction: The interaction.
            kind: What it is to be; without it, any.
            style: In your own style, or against it on purpose.
            seed: A number that gives the same spark again.
        """
        await interaction.response.defer(thinking=True)
        spark = await interaction.client.services.sparks.spark(
            interaction.user.id,
            SparkKind(kind) if kind else None,
            against=style == "against mine",
            seed=seed,
        )
        await _show(interaction, spark)


class SparkButton(
    LastingItem[ui.Button[Any]], template=r"spark:(?P<use>poem|image):(?P<kind>\w{4,10})"
):
    """Makes a work from the spark that its message shows."""

    def __init__(self, use: str, kind: SparkKind) -> None:
        self._use = use
        self._kind = kind
        super().__init__(_use_button(use, kind))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["use"], SparkKind(match["kind"]))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        assert interaction.message is not None  # noqa: S101 - the button stands under one
        [embed] = interaction.message.embeds
        await deliver_command(interaction, _command(self._use, self._kind, text_in(embed)))


class AnotherSparkButton(
    LastingItem[ui.Button[Any]],
    template=r"spark:another:(?P<kind>\w{4,10}):(?P<against>[01])",
):
    """Gives another spark of the kind, to whoever presses and in their style."""

    def __init__(self, kind: SparkKind, *, against: bool) -> None:
        self._kind = kind
        self._against = against
        super().__init__(_another_button(kind, against=against))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(SparkKind(match["kind"]), against=match["against"] == "1")

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(thinking=True)
        sparks = interaction.client.services.sparks
        spark = await sparks.spark(interaction.user.id, self._kind, against=self._against)
        await _show(interaction, spark)


async def _show(interaction: discord.Interaction[AtelierBot], spark: Spark) -> None:
    shown = present_spark(spark)
    uses = ("image",) if spark.kind is SparkKind.PALETTE else tuple(_USES)
    buttons = [_use_button(use, spark.kind) for use in uses]
    another = _another_button(spark.kind, against=spark.against)
    await interaction.edit_original_response(
        embed=shown.embed, attachments=shown.files, view=row(*buttons, another)
    )


def _command(use: str, kind: SparkKind, text: str) -> CreationCommand:
    """Returns the command that makes something of a spark."""
    if use == "image":
        return ImageCommand(f"colours of {text}" if kind is SparkKind.PALETTE else text)
    if kind is SparkKind.WORDS:
        return PoemCommand(text, keywords=tuple(text.split(", ")))
    if kind is SparkKind.LINE:
        return PoemCommand(text.rstrip("."), form="free verse", given=(text,))
    return PoemCommand(text)


def _use_button(use: str, kind: SparkKind) -> ui.Button[Any]:
    emoji, label = _USES[use]
    return ui.Button(emoji=emoji, label=label, custom_id=f"spark:{use}:{kind}")


def _another_button(kind: SparkKind, *, against: bool) -> ui.Button[Any]:
    return ui.Button(emoji="🔁", label="Another", custom_id=f"spark:another:{kind}:{against:d}")


async def setup(bot: AtelierBot) -> None:
    """Adds the cog and makes the buttons of its messages answer."""
    bot.add_dynamic_items(SparkButton, AnotherSparkButton)
    await bot.add_cog(Sparks())
