"""From a slash command or button to a delivered work: defer, accept, show progress, present."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeAlias, TypeVar

import discord

from bot.client import DISCORD_FAILURES, AtelierBot
from bot.logs import job_in_log
from bot.presenter import (
    present_cancellation,
    present_error,
    present_failure,
    present_restart,
    present_work,
)
from bot.services.creation import Creation
from bot.services.deliveries import Undelivered
from bot.services.orders import Order
from bot.services.requester import Requester
from bot.style.commands import CreationCommand, kind_of
from cogs.answers import Answer, Reply, make_private
from cogs.buttons import job_view, work_view
from cogs.pace import Pace
from cogs.progress_line import ProgressLine
from models.errors import EngineStopped, GenerationCancelled, QueueFull

_log = logging.getLogger(__name__)

# Discord forgets an interaction after 15 minutes.
INTERACTION_LIFE = timedelta(minutes=14)
_ALREADY_ACKNOWLEDGED = 40060

Interaction: TypeAlias = discord.Interaction[AtelierBot]
Accept: TypeAlias = Callable[[Requester], Awaitable[Order]]
_Promised = TypeVar("_Promised")


def requester_of(interaction: Interaction, message_id: int | None = None) -> Requester:
    """Returns who asks, in plain ids."""
    # A guild the bot is not in sends its id as well, but nothing can be looked up there.
    guild_id = interaction.guild_id if interaction.is_guild_integration() else None
    return Requester(
        member_id=interaction.user.id,
        guild_id=guild_id,
        channel_id=interaction.channel_id,
        message_id=message_id,
        application_id=interaction.application_id,
        interaction_token=interaction.token,
        token_expires_at=interaction.created_at + INTERACTION_LIFE,
    )


async def deliver_command(interaction: Interaction, command: CreationCommand) -> None:
    """Delivers the work that a command asks for.

    Raises:
        UserFacingError, ModelUnavailable: The command can't be used, or not now. Nothing is
            acknowledged then, so that only the one who asked needs to see why.
    """
    orders = interaction.client.services.orders
    orders.check(command)
    await deliver(interaction, lambda requester: orders.accept(command, requester))


async def deliver(interaction: Interaction, accept: Accept) -> None:
    """Acknowledges at once, makes the work while showing progress, and shows the result.

    What goes wrong before anything was promised is told in private, what goes wrong later in the
    same place. Whatever happens, the member gets an answer.

    Raises:
        Restarting: The bot takes no more; nothing is acknowledged then.
    """
    order = await _promise(interaction, accept)
    if order is None:
        return
    try:
        await fulfil(interaction.client, order)
    except QueueFull as error:
        told = await _refuse(interaction, present_error(error))
        if told is not None:
            deliveries = interaction.client.services.deliveries
            await deliveries.delivered(order.job_id, told.channel.id, told.id)


async def deliver_finished(
    interaction: Interaction, keep: Callable[[Requester], Awaitable[Undelivered]]
) -> None:
    """Acknowledges at once and shows a work that needs no model.

    Raises:
        Restarting: The bot takes no more; nothing is acknowledged then.
    """
    outcome = await _promise(interaction, keep)
    if outcome is not None:
        await deliver_late(interaction.client, outcome)


async def _promise(
    interaction: Interaction, accept: Callable[[Requester], Awaitable[_Promised]]
) -> _Promised | None:
    """Acknowledges and accepts; None if it was refused, of which the member knows then."""
    interaction.client.services.orders.check_open()
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - a coroutine always runs in one
    interaction.client.watch_delivery(task)
    message_id = await _acknowledge(interaction)
    try:
        return await accept(requester_of(interaction, message_id))
    except Exception as error:  # noqa: BLE001 - the presenter logs what it doesn't know
        await _refuse(interaction, present_error(error))
        return None


async def _acknowledge(interaction: Interaction) -> int | None:
    """Tells Discord that an answer will come; returns the id of the message that waits for it."""
    try:
        deferred = await interaction.response.defer(thinking=True)
    except discord.HTTPException as error:
        # The first try reached Discord, and only its answer was lost.
        if error.code != _ALREADY_ACKNOWLEDGED:
            raise
        return None
    return deferred.message_id if deferred else None


async def fulfil(client: AtelierBot, order: Order, *, patient: bool = False) -> None:
    """Makes what was accepted, shows how far it is, and brings the answer.

    Args:
        client: The bot.
        order: What was accepted.
        patient: It was promised before a restart, so a full queue is no reason to refuse it.

    Raises:
        QueueFull: Nothing was begun, and nobody told of that.
    """
    job_in_log(order.job_id)
    answer = Answer(client, order.job_id, order.requester)
    creation = client.services.creation
    line = ProgressLine(
        answer.edit,
        Pace(lambda: len(client.deliveries)),
        command=order.command,
        streaming=order.streaming,
        view=job_view("cancel", order.job_id),
    )
    try:
        async with line:
            made = await creation.make(order, line.show, patient=patient)
        reply = _showing(made)
    except EngineStopped:
        await answer.remark(present_restart())
    except GenerationCancelled as error:
        await answer.settle(present_cancellation(error.message))
    except QueueFull:
        raise
    except Exception as error:  # noqa: BLE001 - the presenter logs what it doesn't know
        text = present_error(error)
        await creation.give_up(order.job_id, text)
        await answer.send(Reply(text, view=job_view("retry", order.job_id)))
    else:
        await answer.send(reply)


async def deliver_late(client: AtelierBot, outcome: Undelivered) -> None:
    """Brings an answer that a restart has held up, unless the member has it already."""
    job_in_log(outcome.job_id)
    answer = Answer(client, outcome.job_id, outcome.requester, outcome.attempt)
    if outcome.creation is not None:
        await answer.send(_showing(outcome.creation))
    elif outcome.is_cancelled:
        await answer.settle(present_cancellation(outcome.reason or ""))
    else:
        text = present_failure(outcome.reason or "")
        await answer.send(Reply(text, view=job_view("retry", outcome.job_id)))


def _showing(creation: Creation) -> Reply:
    shown = present_work(creation)
    kind = kind_of(creation.command)
    buttons = work_view(creation.work_id, kind) if creation.work_id else None
    return Reply(embed=shown.embed, files=shown.files, view=buttons)


async def _refuse(interaction: Interaction, text: str) -> discord.Message | None:
    """Tells only the one who asked; the public message that waits goes away."""
    try:
        message = await interaction.edit_original_response(content=text, view=None)
    except DISCORD_FAILURES:
        _log.warning("interaction %s takes no answer", interaction.id, exc_info=True)
        return None
    await make_private(interaction.followup, text)
    return message
