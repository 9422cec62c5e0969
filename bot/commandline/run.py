"""`atelier run`: the bot on Discord."""

import asyncio
import contextlib
import gc
import logging
import os
import signal

from bot.composition import bot_for
from bot.errors import SettingsInvalid
from bot.logs import set_up_logging
from bot.settings import Settings, load_settings
from bot.supervision import keep_connected
from models.base import Kind
from models.engine.engine import EngineConfiguration

_log = logging.getLogger(__name__)


def run() -> None:
    """Run the bot on Discord; needs DISCORD_TOKEN."""
    settings = load_settings()
    set_up_logging(settings.log_level, settings.token, settings.log_format)
    asyncio.run(run_bot(settings))


async def run_bot(settings: Settings, engine_settings: EngineConfiguration | None = None) -> None:
    """Runs the bot until SIGINT or SIGTERM; at the second one, it leaves at once.

    Args:
        settings: What the operator chose.
        engine_settings: How the engine is to run, if not as the settings say.

    Raises:
        SettingsInvalid: There is no token.
        DiscordUnavailable: Discord refuses it.
    """
    if settings.token is None:
        raise SettingsInvalid(
            "DISCORD_TOKEN is not set: copy it from the Discord developer portal (your "
            "application, Bot, Reset Token) into the environment or into .env. "
            "Without a token, `atelier demo` runs the bot on your own machine."
        )
    stopping = asyncio.Event()
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no signal handlers in its loop; there, Ctrl+C raises KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(
                signal_number, _stop, stopping, signal_number
            )
    async with bot_for(settings, engine_settings) as bot:
        _exempt_from_collection()
        for kind in (Kind.POEM, Kind.IMAGE):
            bot.services.engine.warm_up(kind)
        connection = asyncio.create_task(
            keep_connected(bot, settings.token.get_secret_value()), name="connection"
        )
        stop = asyncio.create_task(stopping.wait(), name="stop")
        await asyncio.wait({connection, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if connection.done():
            connection.result()
    # While Discord is away, it would sleep on until its next try.
    connection.cancel()
    await asyncio.wait([connection])


def _stop(stopping: asyncio.Event, signal_number: int) -> None:
    """Begins to stop; the second time, leaves everything to the next start."""
    if stopping.is_set():
        _log.warning("leaving at once; what is not finished goes on after the next start")
        logging.shutdown()
        os._exit(128 + signal_number)
    _log.info("stopping; once more, and I leave at once")
    stopping.set()


def _exempt_from_collection() -> None:
    """Has the garbage collector pass over what is there now, which stays until the end.

    Looking through all of it, at some time or other, holds up the event loop for 0.1 s.
    """
    gc.collect()
    gc.freeze()
