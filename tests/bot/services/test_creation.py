"""From a command to a finished work, without Discord."""

import asyncio
import json

import pytest

from bot.errors import InvalidOption, WorkNotFound
from bot.services.requester import Requester
from bot.services.services import Services
from bot.style.commands import ImageCommand, PoemCommand
from models.base import Progress, Stage
from models.errors import QueueFull
from tests.conftest import Rows
from tests.scene import wait_until

_ADA = Requester(1, guild_id=2, channel_id=3, application_id=4, interaction_token="a-secret")


def _ignore(_progress: Progress) -> None:
    """Not every test looks at progress."""


async def test_all_that_made_a_work_is_stored(services: Services, stored: Rows) -> None:
    made = await services.creation.create(ImageCommand("a fox", seed=7, count=2), _ADA, _ignore)

    [work] = stored("SELECT * FROM works")
    assert work["id"] == made.work_id
    assert json.loads(work["request"])["prompt"] == "a fox"
    assert json.loads(work["plan"])["request"]["count"] == 2
    assert (work["model_id"], work["model_revision"]) == ("scripted-image/embedded", "scripted-1")
    assert json.loads(work["parameters"])["prompt"] == "a fox"
    assert (work["author_id"], work["guild_id"], work["channel_id"]) == (1, 2, 3)
    images = stored('SELECT seed, "index" FROM work_images ORDER BY "index"')
    assert images == [{"seed": 7, "index": 0}, {"seed": 8, "index": 1}]


async def test_a_job_goes_from_queued_to_done(services: Services, stored: Rows) -> None:
    creating = asyncio.create_task(
        services.creation.create(PoemCommand("pause"), _ADA, _ignore)
    )  # fmt: skip
    await wait_until(lambda: bool(stored("SELECT * FROM jobs WHERE status = 'running'")))
    made = await creating

    [job] = stored("SELECT * FROM jobs")
    assert (job["status"], job["work_id"]) == ("done", made.work_id)
    assert job["created_at"] <= job["started_at"] <= job["finished_at"]
    assert (job["application_id"], job["interaction_token"]) == (4, "a-secret")


async def test_progress_is_passed_on(services: Services) -> None:
    stages: list[Stage] = []
    await services.creation.create(
        PoemCommand("pause"), _ADA, lambda progress: stages.append(progress.stage)
    )

    assert list(dict.fromkeys(stages)) == [Stage.QUEUED, Stage.LOADING, Stage.GENERATING]


async def test_a_command_that_cannot_be_used_leaves_no_trace(
    services: Services, stored: Rows
) -> None:
    with pytest.raises(InvalidOption):
        await services.creation.create(PoemCommand(" "), _ADA, _ignore)

    assert stored("SELECT * FROM jobs") == stored("SELECT * FROM members") == []


async def test_one_who_gives_up_stops_the_model(services: Services, stored: Rows) -> None:
    creating = asyncio.create_task(services.creation.create(PoemCommand("slow"), _ADA, _ignore))
    await wait_until(lambda: services.engine._dispatcher.running is not None)
    creating.cancel()
    with pytest.raises(asyncio.CancelledError):
        await creating

    async with asyncio.timeout(2.5):
        await services.creation.create(PoemCommand("snow"), _ADA, _ignore)


async def test_a_full_queue_ends_the_job_too(services: Services, stored: Rows) -> None:
    waiting = [
        asyncio.create_task(services.creation.create(PoemCommand("slow"), _ADA, _ignore))
        for _ in range(6)
    ]
    await wait_until(lambda: len(stored("SELECT * FROM jobs")) == 6)
    with pytest.raises(QueueFull, match="You have 5 waiting already"):
        await services.creation.create(PoemCommand("snow"), _ADA, _ignore)
    await services.engine.stop(grace_seconds=0)
    await asyncio.gather(*waiting, return_exceptions=True)

    assert stored("SELECT DISTINCT status FROM jobs") == [{"status": "failed"}]


async def test_another_one_needs_a_work_to_be_like(services: Services) -> None:
    with pytest.raises(WorkNotFound):
        await services.creation.again("no-such-work", _ADA, _ignore)


async def test_interrupted_jobs_are_given_up_once(services: Services, stored: Rows) -> None:
    creating = asyncio.create_task(services.creation.create(PoemCommand("slow"), _ADA, _ignore))
    await wait_until(lambda: services.engine._dispatcher.running is not None)
    creating.cancel()
    await asyncio.wait([creating])

    [job] = await services.creation.interrupted()
    await services.creation.give_up(job.id, "first")
    await services.creation.give_up(job.id, "second")
    assert await services.creation.interrupted() == []
    assert stored("SELECT status, error FROM jobs") == [{"status": "failed", "error": "first"}]
