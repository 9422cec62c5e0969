"""From a slash command or button to a delivered work: defer, show progress, present."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from types import TracebackType
from typing import Self, TypeAlias

import discord
from discord.utils import utcnow

from bot.client import DISCORD_FAILURES, AtelierBot
from bot.database.errors import DatabaseError
from bot.presenter import present_error, present_progress, present_work
from bot.services.creation import Creation
from bot.services.requester import Requester
from bot.style.commands import CreationCommand
from cogs.work_buttons import work_view
from models.base import Progress, ProgressCallback

_log = logging.getLogger(__name__)

EDIT_SECONDS = 1.5
# Discord forgets an interaction after 15 minutes.
INTERACTION_LIFE = timedelta(minutes=14)
_NOT_SHOWN = "⚠️ Your work is done, but Discord does not let me show it here, sorry."

Interaction: TypeAlias = discord.Interaction[AtelierBot]
Create: TypeAlias = Callable[[Requester, ProgressCallback], Awaitable[Creation]]


def requester_of(interaction: Interaction) -> Requester:
    """Returns who asks, in plain ids."""
    # A guild the bot is not in sends its id as well, but nothing can be looked up there.
    guild_id = interaction.guild_id if interaction.is_guild_integration() else None
    return Requester(
        member_id=interaction.user.id,
        guild_id=guild_id,
        channel_id=interaction.channel_id,
        application_id=interaction.application_id,
        interaction_token=interaction.token,
    )


async def deliver_command(interaction: Interaction, command: CreationCommand) -> None:
    """Delivers the work that a command asks for.

    Raises:
        InvalidOption: Something in the command can't be used. Nothing is acknowledged then, so
            that only the one who asked needs to see why.
    """
    creation = interaction.client.services.creation
    creation.check(command)
    await deliver(interaction, lambda who, progress: creation.create(command, who, progress))


async def deliver(interaction: Interaction, create: Create) -> None:
    """Acknowledges at once, makes the work while showing progress, and shows the result.

    An error is shown in the same place. Whatever happens, the member gets an answer.
    """
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - a coroutine always runs in one
    interaction.client.deliveries.add(task)
    task.add_done_callback(interaction.client.deliveries.discard)
    await interaction.response.defer(thinking=True)
    try:
        async with ProgressLine(interaction) as progress:
            creation = await create(requester_of(interaction), progress.show)
    except Exception as error:  # noqa: BLE001 - the presenter logs what it doesn't know
        await answer(interaction, content=present_error(error))
        return
    shown = present_work(creation)
    buttons = work_view(creation.work_id) if creation.work_id else None
    message = await answer(interaction, embed=shown.embed, files=shown.files, view=buttons)
    if creation.work_id and message is not None:
        await _remember(interaction.client, creation.work_id, message)


async def _remember(client: AtelierBot, work_id: str, message: discord.Message) -> None:
    try:
        await client.services.works.shown_in(work_id, message.channel.id, message.id)
    except DatabaseError:
        # The member has the work and its buttons; to them, nothing went wrong.
        _log.warning("where work %s is shown can't be stored", work_id, exc_info=True)


class ProgressLine:
    """Edits the answer with the latest progress, never faster than Discord likes.

    The edits end with the context, so that none can overwrite the result.
    """

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self._latest: Progress | None = None
        self._news = asyncio.Event()
        self._editing = asyncio.Lock()

    def show(self, progress: Progress) -> None:
        """Takes note of progress; the next edit shows it."""
        self._latest = progress
        self._news.set()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._edit())
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # An edit under way is waited for: cut off, it could still arrive after the result.
        async with self._editing:
            self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _edit(self) -> None:
        shown = ""
        while True:
            await self._news.wait()
            self._news.clear()
            text = present_progress(self._latest) if self._latest else ""
            if text == shown:
                continue
            async with self._editing:
                await self._show(text)
            shown = text
            await asyncio.sleep(EDIT_SECONDS)

    async def _show(self, text: str) -> None:
        try:
            await self._interaction.edit_original_response(content=text)
        except DISCORD_FAILURES:
            _log.debug("a progress edit failed", exc_info=True)


async def answer(
    interaction: Interaction,
    *,
    content: str | None = None,
    embed: discord.Embed | None = None,
    files: list[discord.File] | None = None,
    view: discord.ui.View | None = None,
) -> discord.Message | None:
    """Puts the final answer where the member waits for it.

    While the interaction lives, its own message is edited. After that, or if Discord does not
    take it, a channel message names the member. Where that is refused too, a plain sentence says
    so. Returns None if the answer could not be shown.
    """
    message = await _edit_answer(interaction, content, embed, files, view)
    if message is None:
        _rewind(files)
        message = await _answer_in_channel(interaction, content, embed, files, view)
    if message is None:
        await _edit_answer(interaction, content or _NOT_SHOWN)
    return message


async def _edit_answer(
    interaction: Interaction,
    content: str | None = None,
    embed: discord.Embed | None = None,
    files: list[discord.File] | None = None,
    view: discord.ui.View | None = None,
) -> discord.Message | None:
    if utcnow() - interaction.created_at >= INTERACTION_LIFE:
        return None
    try:
        return await interaction.edit_original_response(
            content=content,
            embeds=[embed] if embed else [],
            attachments=files or [],
            view=view,
            allowed_mentions=discord.AllowedMentions.none(),
        )
    except DISCORD_FAILURES:
        _log.warning("interaction %s takes no answer", interaction.id, exc_info=True)
        return None


async def _answer_in_channel(
    interaction: Interaction,
    content: str | None,
    embed: discord.Embed | None,
    files: list[discord.File] | None,
    view: discord.ui.View | None,
) -> discord.Message | None:
    if interaction.channel_id is None:
        return None
    channel = interaction.client.get_partial_messageable(
        interaction.channel_id, guild_id=interaction.guild_id
    )
    try:
        return await channel.send(
            f"{interaction.user.mention} {content or 'here is what you asked for:'}",
            embeds=[embed] if embed else [],
            files=files or [],
            view=view or discord.utils.MISSING,
            allowed_mentions=mention_of(interaction.user),
        )
    except DISCORD_FAILURES:
        _log.warning("the answer to interaction %s has nowhere to go", interaction.id)
        return None


def mention_of(member: discord.abc.Snowflake) -> discord.AllowedMentions:
    """Lets a message call that member and nobody else."""
    return discord.AllowedMentions(everyone=False, roles=False, users=[member])


def _rewind(files: list[discord.File] | None) -> None:
    for file in files or []:
        file.reset()
