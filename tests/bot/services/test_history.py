"""What a member asked for, and what became of it."""

import asyncio

import pytest

from bot.database.tables import JobStatus
from bot.errors import NotYours, WorkNotFound
from bot.services.requester import Requester
from bot.services.services import Services
from bot.style.commands import ImageCommand, PoemCommand
from models.base import ImageResult, Progress, Stage
from tests.scene import wait_until

_ADA = Requester(1, guild_id=2, channel_id=3, message_id=4)


def _ignore(_progress: Progress) -> None:
    """What the history says of progress is looked at there."""


async def test_what_runs_says_how_far_it_is(services: Services) -> None:
    order = await services.orders.accept(PoemCommand("slow"), _ADA)
    making = asyncio.create_task(services.creation.make(order, _ignore))

    def stage() -> Stage | None:
        progress = services.creation.progress(order.job_id)
        return progress.stage if progress else None

    await wait_until(lambda: stage() is Stage.GENERATING)
    [entry] = (await services.history.page(1)).entries
    await services.creation.cancel(order.job_id, 1)
    await asyncio.wait([making])

    assert entry.is_open
    assert entry.progress is not None
    assert entry.progress.stage is Stage.GENERATING
    assert (entry.guild_id, entry.channel_id, entry.message_id) == (2, 3, 4)
    [ended] = (await services.history.page(1)).entries
    assert (ended.status, ended.reason, ended.progress) == (
        JobStatus.CANCELLED,
        "Cancelled.",
        None,
    )


async def test_what_was_answered_elsewhere_links_there(services: Services) -> None:
    order = await services.orders.accept(ImageCommand("a fox", count=2), _ADA)
    made = await services.creation.make(order, _ignore)
    await services.deliveries.delivered(order.job_id, 30, 40)

    [entry] = (await services.history.page(1)).entries
    assert (entry.kind, entry.subject, entry.has_work) == ("image", "a fox", True)
    assert (entry.guild_id, entry.channel_id, entry.message_id) == (None, 30, 40)
    again = await services.history.work(order.job_id, 1)
    assert isinstance(again.result, ImageResult)
    assert isinstance(made.result, ImageResult)
    assert (again.work_id, again.result.images) == (made.work_id, made.result.images)
    assert again.result.grid == made.result.grid is not None
    with pytest.raises(NotYours):
        await services.history.work(order.job_id, 5)


async def test_what_made_nothing_has_nothing_to_show(services: Services) -> None:
    order = await services.orders.accept(PoemCommand("snow"), _ADA)
    with pytest.raises(WorkNotFound, match="nothing left to show"):
        await services.history.work(order.job_id, 1)
    with pytest.raises(WorkNotFound):
        await services.history.work("no-such-job", 1)


async def test_nobody_sees_what_others_asked_for(services: Services) -> None:
    await services.orders.accept(PoemCommand("snow"), _ADA)

    page = await services.history.page(5)
    assert page.entries == ()
    assert not page.has_older
