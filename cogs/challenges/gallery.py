"""The entries of a challenge, one after the other in its thread, once the results are there."""

import logging
import re

import discord

from bot.challenges.entry_presenter import present_entry
from bot.challenges.results_presenter import caption_of
from bot.client import AtelierBot
from bot.errors import EntryNotFound
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.outcome import RankedEntry
from bot.services.challenges.step import Step
from cogs.buttons import ids_in, row
from cogs.challenges.author import tell_author
from cogs.challenges.jury import scores_button

_log = logging.getLogger(__name__)
MOST_ENTRIES = 50
"""More would take Discord many minutes; the others are in the ranking."""
_MOST_MESSAGES = 1000
_SHOWN = re.compile(r"scores:([\w-]{4,16})")
_NO_GALLERY = "I can't post the entries in its thread. The results are in its channel."


async def post_entries(client: AtelierBot, challenge: Challenge, step: Step) -> bool:
    """Posts the entries that are not in the thread yet, the best first.

    Returns:
        False if another bot took over the step.

    Raises:
        discord.DiscordServerError, aiohttp.ClientError, OSError: Discord is away.
    """
    if challenge.thread_id is None:
        return True
    services = client.services.challenges
    results = await services.results.publish(challenge.id)
    thread = client.get_partial_messageable(challenge.thread_id, guild_id=challenge.guild_id)
    try:
        posted = await _posted(thread)
        for ranked in results.ranking[:MOST_ENTRIES]:
            if ranked.entry.id in posted:
                continue
            if not await services.deadlines.renew(step):
                return False
            await _post(client, thread, ranked)
    except discord.DiscordServerError:
        raise
    except discord.HTTPException as error:
        _log.warning("the entries of challenge %s can't be shown: %s", challenge.id, error)
        await tell_author(client, challenge, _NO_GALLERY)
    return True


async def _post(
    client: AtelierBot, thread: discord.PartialMessageable, ranked: RankedEntry
) -> None:
    try:
        shown = await client.services.challenges.submissions.shown(ranked.entry.id)
    except EntryNotFound:
        # Its work was deleted since; the ranking tells of it.
        return
    message = present_entry(shown, caption_of(ranked))
    await thread.send(
        embed=message.embed,
        files=message.files,
        view=row(scores_button(ranked.entry.id)),
        nonce=ranked.entry.id,
        allowed_mentions=discord.AllowedMentions.none(),
    )


async def _posted(thread: discord.PartialMessageable) -> set[str]:
    found: set[str] = set()
    async for message in thread.history(limit=_MOST_MESSAGES):
        for custom_id in ids_in(list(message.components)):
            if match := _SHOWN.fullmatch(custom_id):
                found.add(match[1])
    return found
