"""Doing what is due in a challenge, once.

The attempt is written down before a message is sent. After a crash the channel is searched for the
message, which is known by the id of its last button.
"""

import logging
from datetime import timedelta

import aiohttp
import discord

from bot.client import AtelierBot
from bot.database.challenge_choices import StepKind
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.step import Step
from cogs.answers import Reply
from cogs.buttons import ids_in
from cogs.challenges.author import tell_author
from cogs.challenges.gallery import post_entries
from cogs.challenges.step_messages import reply_for
from cogs.challenges.threads import open_thread, pin, put_away

_log = logging.getLogger(__name__)
LOOK_SECONDS = 5.0
"""How often to look for what is due."""
_UNKNOWN_CHANNEL = 10003
# Our clock and Discord's may differ by this.
_CLOCK_DIFFERENCE = timedelta(minutes=1)
_MOST_MESSAGES = 500
_TOO_LATE = "Its time had passed before it could be sent."
_GONE = "Its channel is gone."


async def carry_out(client: AtelierBot, due: Step) -> None:
    """Does a step, unless another bot does; what goes wrong is recorded, and tried again later.

    Raises:
        DatabaseError: It can't be recorded.
    """
    deadlines = client.services.challenges.deadlines
    step = await deadlines.claim(due)
    if step is None:
        return
    challenge = await client.services.challenges.organising.get(step.challenge_id)
    try:
        if step.kind is StepKind.ARCHIVE:
            await put_away(client, challenge)
            await deadlines.done(step)
        else:
            await _announce(client, challenge, step)
    except discord.NotFound as error:
        is_final = error.code == _UNKNOWN_CHANNEL
        await _fail(client, challenge, step, _GONE if is_final else str(error), is_final=is_final)
    except discord.Forbidden:
        channel = f"<#{challenge.channel_id}>"
        await _fail(client, challenge, step, f"I may not write in {channel}, or not read it.")
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        # Discord is busy or away.
        await deadlines.failed(step, str(error))
    except Exception as error:
        await deadlines.failed(step, f"{type(error).__name__}: {error}")
        raise


async def _announce(client: AtelierBot, challenge: Challenge, step: Step) -> None:
    deadlines = client.services.challenges.deadlines
    channel = client.get_partial_messageable(challenge.channel_id, guild_id=challenge.guild_id)
    message = await _sent_before(client, step)
    if message is None:
        if step.is_over:
            await deadlines.skip(step, _TOO_LATE)
            return
        reply = await reply_for(client, challenge, step)
        if not await deadlines.attempt(step, channel.id):
            return
        message = await _send(channel, step, reply)
    thread_id = None
    if step.kind in {StepKind.ANNOUNCE, StepKind.OPEN} and challenge.thread_id is None:
        thread_id = await open_thread(client, challenge, message)
        await pin(challenge, message)
    if step.kind is StepKind.PUBLISH and not await post_entries(client, challenge, step):
        return
    await deadlines.done(step, message.id, thread_id)


async def _send(channel: discord.PartialMessageable, step: Step, reply: Reply) -> discord.Message:
    # Discord takes the same nonce only once in a few minutes.
    return await channel.send(
        reply.content,
        embeds=reply.embeds,
        files=reply.files,
        view=reply.view or discord.utils.MISSING,
        nonce=step.marker,
        allowed_mentions=discord.AllowedMentions.none(),
    )


async def _sent_before(client: AtelierBot, step: Step) -> discord.Message | None:
    """Returns the step's message if an earlier attempt has sent it."""
    if step.attempt is None:
        return None
    proof = f"challenge:show:{step.challenge_id}:{step.marker}"
    channel = client.get_partial_messageable(step.attempt.channel_id)
    since = step.attempt.at - _CLOCK_DIFFERENCE
    async for message in channel.history(limit=_MOST_MESSAGES, after=since, oldest_first=True):
        if proof in ids_in(list(message.components)):
            return message
    return None


async def _fail(
    client: AtelierBot, challenge: Challenge, step: Step, reason: str, *, is_final: bool = False
) -> None:
    await client.services.challenges.deadlines.failed(step, reason, is_final=is_final)
    if step.tries == 0 or is_final:
        await tell_author(client, challenge, reason)
