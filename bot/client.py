"""The Discord client: it is given the services, loads the cogs and keeps the commands in sync."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands, gateway, http
from discord.ext import commands
from discord.utils import MISSING

from bot.presenter import present_error
from bot.services.services import Services
from bot.settings import Settings

_log = logging.getLogger(__name__)

# What sending to Discord can raise: a refusal, or a connection that breaks.
DISCORD_FAILURES = (discord.HTTPException, aiohttp.ClientError, OSError)

EXTENSIONS = (
    "cogs.poems",
    "cogs.forms",
    "cogs.lyrics",
    "cogs.images",
    "cogs.profile",
    "cogs.sparks",
    "cogs.challenges.cog",
    "cogs.deadlines",
    "cogs.history",
    "cogs.works",
    "cogs.recovery",
)


class AtelierBot(commands.Bot):
    """The bot as Discord sees it."""

    def __init__(self, services: Services, http_trace: aiohttp.TraceConfig = MISSING) -> None:
        """Prepares the bot.

        Args:
            services: What it can do.
            http_trace: Hears of every request to Discord.
        """
        super().__init__(
            # No prefix commands: the bot reads no messages.
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            http_trace=http_trace,
        )
        self.services = services
        self.deliveries: set[asyncio.Task[Any]] = set()
        # Held while a draft becomes a challenge, so that two presses at once make one.
        self.posting = asyncio.Lock()
        self.tree.error(self._on_command_error)

    async def setup_hook(self) -> None:
        """Loads every extension and tells Discord the commands."""
        for extension in EXTENSIONS:
            # After a failed first connection this runs again.
            if extension not in self.extensions:
                await self.load_extension(extension)
        await self.tree.sync()

    async def on_ready(self) -> None:
        """Says in the log that the bot is there."""
        _log.info("ready as %s in %d guilds", self.user, len(self.guilds))

    def watch_delivery(self, task: asyncio.Task[Any]) -> None:
        """Has `drain` wait for a delivery."""
        self.deliveries.add(task)
        task.add_done_callback(self.deliveries.discard)

    def start_delivery(self, delivery: Coroutine[Any, Any, None]) -> None:
        """Runs a delivery that no interaction waits for; what goes wrong is logged."""
        self.watch_delivery(asyncio.create_task(_logging_failure(delivery)))

    async def drain(self, seconds: float) -> None:
        """Waits until every delivery under way has answered, for that long at most.

        The others go on after the next start.
        """
        if self.deliveries:
            _, late = await asyncio.wait(self.deliveries, timeout=seconds)
            for delivery in late:
                delivery.cancel()

    async def _on_command_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError
    ) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await tell_privately(interaction, present_error(cause))


async def _logging_failure(delivery: Coroutine[Any, Any, None]) -> None:
    try:
        await delivery
    except Exception:  # noqa: BLE001 - nobody else would hear of it
        _log.exception("a delivery failed")


async def tell_privately(interaction: discord.Interaction[Any], text: str) -> None:
    """Shows a sentence to the one who acted; that it could not be shown is only logged."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except DISCORD_FAILURES:
        _log.warning("a private message could not be delivered", exc_info=True)


def point_discord_at(settings: Settings) -> None:
    """Makes discord.py talk to the servers that the settings name, if they name any."""
    if settings.api_base:
        http.Route.BASE = settings.api_base
    if settings.gateway_base:
        gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_base)
    if settings.cdn_base:
        setattr(discord.Asset, "BASE", settings.cdn_base)  # noqa: B010 - typed as Discord's own
