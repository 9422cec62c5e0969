"""Telling the one who started a challenge what did not work."""

import logging

import discord

from bot.client import DISCORD_FAILURES, AtelierBot
from bot.plain_text import plain_line
from bot.services.challenges.challenge import Challenge

_log = logging.getLogger(__name__)


async def tell_author(client: AtelierBot, challenge: Challenge, reason: str) -> None:
    """Sends the challenge's author a direct message; that it can't be sent is only logged."""
    text = f"⚠️ Your challenge **{plain_line(challenge.draft.title)}**: {reason}"
    try:
        channel = await client.create_dm(discord.Object(challenge.author_id))
        await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
    except DISCORD_FAILURES:
        _log.info("the author of challenge %s can't be told", challenge.id)
