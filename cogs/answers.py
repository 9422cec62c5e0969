"""Brings an answer to the one who asked, exactly once, wherever Discord takes it.

While the interaction's token lives, its own message is edited; to do so twice changes nothing.
Later, or where Discord refuses that, a channel message names the member; where that is refused too,
a direct message tells them; and what can be sent nowhere is kept for `/history`. Each attempt is
written down first. Where it is not known how one ended, Discord is asked before the next: an answer
is known by the ids of its buttons.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp
import discord
from discord.utils import utcnow

from bot.client import DISCORD_FAILURES, AtelierBot
from bot.services.deliveries import Attempt
from bot.services.requester import Requester
from cogs.buttons import ids_in, ids_of

_log = logging.getLogger(__name__)

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 60.0
_UNREACHABLE = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError)
_TOO_MANY_REQUESTS, _SERVER_ERROR = 429, 500
# Our clock and Discord's may differ by this.
_CLOCK_DIFFERENCE = timedelta(minutes=1)
_MOST_MESSAGES = 200
_ORIGINAL: Any = "@original"
_NOT_SHOWN = "⚠️ Discord does not let me show this here, sorry. You find it with `/history`."


@dataclass(frozen=True)
class Reply:
    """What an answer shows."""

    content: str | None = None
    embed: discord.Embed | None = None
    files: list[discord.File] = field(default_factory=list[discord.File])
    view: discord.ui.View | None = None

    @property
    def embeds(self) -> list[discord.Embed]:
        """The embed, if any, as Discord wants it."""
        return [self.embed] if self.embed else []


class Answer:
    """The answer to one job."""

    def __init__(
        self,
        client: AtelierBot,
        job_id: str,
        requester: Requester,
        attempt: Attempt | None = None,
    ) -> None:
        self.job_id = job_id
        self._client = client
        self._requester = requester
        self._attempt = attempt

    @property
    def can_edit(self) -> bool:
        """Whether the interaction still takes an answer."""
        who = self._requester
        alive = who.token_expires_at is not None and utcnow() < who.token_expires_at
        return alive and who.application_id is not None and who.interaction_token is not None

    async def edit(self, **changes: Any) -> discord.Message | None:
        """Changes the message at which the member waits; None where Discord refuses.

        Raises:
            OSError, aiohttp.ClientError, discord.DiscordException: Discord can't be reached.
        """
        if not self.can_edit:
            return None
        try:
            return await self._webhook().edit_message(
                _ORIGINAL, allowed_mentions=discord.AllowedMentions.none(), **changes
            )
        except discord.HTTPException as error:
            _raise_if_unreachable(error)
            _log.warning("the message that waits for job %s takes no edit: %s", self.job_id, error)
            return None

    async def remark(self, text: str) -> None:
        """Changes what the waiting message says, if that is possible at once."""
        try:
            await self.edit(content=text)
        except DISCORD_FAILURES:
            _log.warning("the message that waits for job %s stays as it is", self.job_id)

    async def settle(self, text: str) -> None:
        """Changes the waiting message for the last time; where that is not possible, nothing."""
        changes: dict[str, Any] = {"content": text, "embeds": [], "attachments": [], "view": None}
        message = await self._until_reached(lambda: self.edit(**changes))
        if message is None:
            await self._client.services.deliveries.keep(self.job_id)
        else:
            await self._note(message)

    async def send(self, reply: Reply) -> None:
        """Brings the answer to the member, however long Discord is away meanwhile."""
        message = await self._until_reached(lambda: self._try_all(reply))
        if message is not None:
            await self._note(message)
            await self._clear_waiting(message)
            return
        _log.warning("the answer to job %s has nowhere to go", self.job_id)
        await self._client.services.deliveries.keep(self.job_id)
        await self._until_reached(lambda: self.edit(content=_NOT_SHOWN, view=None))

    async def _try_all(self, reply: Reply) -> discord.Message | None:
        return (
            await self._sent_before(ids_of(reply.view))
            or await self._edit_original(reply)
            or await self._send_in_channel(reply)
            or await self._send_directly(reply)
        )

    async def _edit_original(self, reply: Reply) -> discord.Message | None:
        if not self.can_edit:
            return None
        await self._begin(self._requester.channel_id)
        _rewind(reply)
        return await self.edit(
            content=reply.content, embeds=reply.embeds, attachments=reply.files, view=reply.view
        )

    async def _send_in_channel(self, reply: Reply) -> discord.Message | None:
        who = self._requester
        if who.channel_id is None:
            return None
        channel = self._client.get_partial_messageable(who.channel_id, guild_id=who.guild_id)
        words = reply.content or "here is what you asked for:"
        return await self._post(channel, f"<@{who.member_id}> {words}", reply)

    async def _send_directly(self, reply: Reply) -> discord.Message | None:
        member = discord.Object(self._requester.member_id)
        try:
            channel = await self._client.create_dm(member)
        except discord.HTTPException as error:
            _raise_if_unreachable(error)
            return None
        return await self._post(channel, reply.content or "Here is what you asked for:", reply)

    async def _post(
        self, channel: discord.PartialMessageable | discord.DMChannel, words: str, reply: Reply
    ) -> discord.Message | None:
        await self._begin(channel.id)
        _rewind(reply)
        try:
            # Discord takes the same nonce only once in a few minutes.
            return await channel.send(
                words,
                embeds=reply.embeds,
                files=reply.files,
                view=reply.view or discord.utils.MISSING,
                nonce=self.job_id,
                allowed_mentions=_mention_of(self._requester.member_id),
            )
        except discord.HTTPException as error:
            _raise_if_unreachable(error)
            _log.warning("channel %d takes no answer to job %s", channel.id, self.job_id)
            return None

    async def _sent_before(self, proof: set[str]) -> discord.Message | None:
        """Returns the message that an earlier attempt has sent, if it is to be found."""
        attempt = self._attempt
        if attempt is None or not proof:
            return None
        channel = self._client.get_partial_messageable(attempt.channel_id)
        try:
            watched = await self._watched(channel)
            if watched is not None and ids_in(watched.components) >= proof:
                return watched
            since = attempt.at - _CLOCK_DIFFERENCE
            async for message in channel.history(
                limit=_MOST_MESSAGES, after=since, oldest_first=True
            ):
                if _is_ours(message, self._client) and ids_in(message.components) >= proof:
                    return message
        except discord.HTTPException as error:
            _raise_if_unreachable(error)
            _log.warning("can't look for an earlier answer to job %s", self.job_id)
        return None

    async def _watched(self, channel: discord.PartialMessageable) -> discord.Message | None:
        message_id = self._requester.message_id
        if message_id is None or channel.id != self._requester.channel_id:
            return None
        try:
            return await channel.fetch_message(message_id)
        except discord.NotFound:
            return None

    async def _clear_waiting(self, answer: discord.Message) -> None:
        """Removes the message that the member waited at, if the answer stands elsewhere."""
        who = self._requester
        if who.channel_id is None or who.message_id in (None, answer.id):
            return
        channel = self._client.get_partial_messageable(who.channel_id, guild_id=who.guild_id)
        try:
            await channel.get_partial_message(who.message_id).delete()
        except DISCORD_FAILURES:
            _log.info("the message that waited for job %s stays", self.job_id)

    async def _begin(self, channel_id: int | None) -> None:
        if channel_id is not None:
            self._attempt = Attempt(channel_id, utcnow())
            await self._client.services.deliveries.attempt(self.job_id, self._attempt)

    async def _note(self, message: discord.Message) -> None:
        deliveries = self._client.services.deliveries
        await deliveries.delivered(self.job_id, message.channel.id, message.id)

    async def _until_reached(
        self, attempt: Callable[[], Awaitable[discord.Message | None]]
    ) -> discord.Message | None:
        pause = FIRST_PAUSE
        while True:
            try:
                return await attempt()
            except _UNREACHABLE as error:
                _log.warning("the answer to job %s waits for Discord: %s", self.job_id, error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _webhook(self) -> discord.Webhook:
        who = self._requester
        return discord.Webhook.partial(
            who.application_id or 0, who.interaction_token or "", client=self._client
        )


async def make_private(webhook: discord.Webhook, text: str) -> None:
    """Shows a sentence to the member alone, in place of the public message that says it.

    That one must not be "is thinking" any more: the first follow-up would only take its place.
    """
    try:
        await webhook.send(text, ephemeral=True)
        await webhook.delete_message(_ORIGINAL)
    except DISCORD_FAILURES:
        _log.warning("an answer stays public", exc_info=True)


def _raise_if_unreachable(error: discord.HTTPException) -> None:
    """Lets errors pass on that say nothing about this answer, only that Discord is busy or away."""
    if error.status == _TOO_MANY_REQUESTS or error.status >= _SERVER_ERROR:
        raise error


def _mention_of(member_id: int) -> discord.AllowedMentions:
    """Lets a message call that member and nobody else."""
    users = [discord.Object(member_id)]
    return discord.AllowedMentions(everyone=False, roles=False, users=users)


def _is_ours(message: discord.Message, client: AtelierBot) -> bool:
    return client.user is not None and message.author.id == client.user.id


def _rewind(reply: Reply) -> None:
    for file in reply.files:
        file.reset()
