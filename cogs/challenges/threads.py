"""A challenge's thread and pin, made and put away; it goes on without either."""

import logging

import discord

from bot.challenges.challenge_presenter import thread_name_of
from bot.client import DISCORD_FAILURES, AtelierBot
from bot.database.challenge_choices import StepKind
from bot.services.challenges.challenge import Challenge
from cogs.challenges.author import tell_author

_log = logging.getLogger(__name__)
_HAS_A_THREAD = 160004
_A_WEEK_OF_MINUTES = 10080
_NO_THREAD = (
    "I can't open a thread in its channel. It goes on without one; next time, allow me "
    "*Create Public Threads* and *Send Messages in Threads*."
)


async def open_thread(
    client: AtelierBot, challenge: Challenge, message: discord.Message
) -> int | None:
    """Opens the challenge's thread under a message, and returns its id; None if that can't be.

    Raises:
        discord.DiscordServerError, aiohttp.ClientError, OSError: Discord is away.
    """
    partial = client.get_partial_messageable(
        challenge.channel_id, guild_id=challenge.guild_id
    ).get_partial_message(message.id)
    try:
        thread = await partial.create_thread(
            name=thread_name_of(challenge), auto_archive_duration=_A_WEEK_OF_MINUTES
        )
    except discord.DiscordServerError:
        raise
    except (discord.HTTPException, ValueError) as error:
        if isinstance(error, discord.HTTPException) and error.code == _HAS_A_THREAD:
            # A thread has the id of the message that it hangs on.
            return message.id
        _log.warning("challenge %s has no thread: %s", challenge.id, error)
        await tell_author(client, challenge, _NO_THREAD)
        return None
    return thread.id


async def pin(challenge: Challenge, message: discord.Message) -> None:
    """Pins the challenge's first message; where that is not allowed, it is not."""
    try:
        await message.pin()
    except DISCORD_FAILURES as error:
        _log.info("challenge %s is not pinned: %s", challenge.id, error)


async def put_away(client: AtelierBot, challenge: Challenge) -> None:
    """Unpins a challenge and archives its thread, as far as they are there and it is allowed.

    Raises:
        discord.DiscordServerError, aiohttp.ClientError, OSError: Discord is away.
    """
    messages = await client.services.challenges.deadlines.messages(challenge.id)
    first = messages.get(StepKind.ANNOUNCE) or messages.get(StepKind.OPEN)
    channel = client.get_partial_messageable(challenge.channel_id, guild_id=challenge.guild_id)
    try:
        if first is not None:
            await channel.get_partial_message(first).unpin()
        if challenge.thread_id is not None:
            thread = await client.fetch_channel(challenge.thread_id)
            if isinstance(thread, discord.Thread):
                await thread.edit(archived=True)
    except discord.DiscordServerError:
        raise
    except discord.HTTPException as error:
        _log.info("challenge %s is not put away: %s", challenge.id, error)
