"""Keeps the bot connected: Discord may be away, at the first try too."""

import asyncio
import logging

import aiohttp
import discord

from bot.client import AtelierBot
from bot.errors import DiscordUnavailable

_log = logging.getLogger(__name__)
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
_TOO_MANY_REQUESTS = 429
_UNREACHABLE = (OSError, aiohttp.ClientError, discord.DiscordServerError, discord.GatewayNotFound)
_REFUSED = (
    discord.HTTPException,
    discord.ConnectionClosed,
    discord.PrivilegedIntentsRequired,
)


async def keep_connected(bot: AtelierBot, token: str) -> None:
    """Logs in and stays connected until the bot is closed.

    Raises:
        DiscordUnavailable: Discord refuses the bot, and trying again won't help.
    """
    pause = _FIRST_PAUSE
    logged_in = False
    while not bot.is_closed():
        try:
            if not logged_in:
                await bot.login(token)
                logged_in = True
            await bot.connect()
        except discord.LoginFailure as error:
            raise DiscordUnavailable(
                "Discord doesn't accept the token in DISCORD_TOKEN. Copy it again from the "
                "developer portal: your application, Bot, Reset Token."
            ) from error
        except _UNREACHABLE as error:
            _log.warning("Discord can't be reached (%s); next try in %.0f s", error, pause)
        except _REFUSED as error:
            if not _is_rate_limit(error):
                raise DiscordUnavailable(f"Discord refuses the bot: {error}") from error
            _log.warning("Discord is busy (%s); next try in %.0f s", error, pause)
        except AttributeError:
            # discord.py trips over its missing socket when the very first connection fails.
            if bot.is_ready():
                raise
            _log.warning("the gateway can't be reached; next try in %.0f s", pause)
        if not bot.is_closed():
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)


def _is_rate_limit(error: Exception) -> bool:
    """Whether Discord only wants us to come back later; discord.py gives up after five times."""
    return isinstance(error, discord.HTTPException) and error.status == _TOO_MANY_REQUESTS
