"""From a command to a finished work, without Discord."""

import asyncio
import json

import pytest

from bot.errors import JobOver, NotYours, WorkNotFound
from bot.services.creation import Creation
from bot.services.requester import Requester
from bot.services.services import Services
from bot.style.commands import CreationCommand, ImageCommand, PoemCommand
from models.base import Progress, ProgressCallback, Stage
from models.errors import EngineStopped, GenerationCancelled, QueueFull
from tests.conftest import Rows
from tests.scene import wait_until

_ADA = Requester(1, guild_id=2, channel_id=3, application_id=4, interaction_token="a-secret")


def _ignore(_progress: Progress) -> None:
    """Not every test looks at progress."""


async def create(
    services: Services,
    command: CreationCommand,
    requester: Requester,
    on_progress: ProgressCallback,
    *,
    patient: bool = False,
) -> Creation:
    """From the command to the work."""
    order = await services.orders.accept(command, requester)
    return await services.creation.make(order, on_progress, patient=patient)


async def test_all_that_made_a_work_is_stored(services: Services, stored: Rows) -> None:
    made = await create(services, ImageCommand("a fox", seed=7, count=2), _ADA, _ignore)

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
        create(services, PoemCommand("pause"), _ADA, _ignore)
    )  # fmt: skip
    await wait_until(lambda: bool(stored("SELECT * FROM jobs WHERE status = 'running'")))
    made = await creating

    [job] = stored("SELECT * FROM jobs")
    assert (job["status"], job["work_id"]) == ("done", made.work_id)
    assert job["created_at"] <= job["started_at"] <= job["finished_at"]
    assert (job["application_id"], job["interaction_token"]) == (4, "a-secret")


async def test_progress_is_passed_on(services: Services) -> None:
    stages: list[Stage] = []
    await create(
        services, PoemCommand("pause"), _ADA, lambda progress: stages.append(progress.stage)
    )

    assert list(dict.fromkeys(stages)) == [Stage.QUEUED, Stage.LOADING, Stage.GENERATING]


async def test_one_who_gives_up_stops_the_model(services: Services, stored: Rows) -> None:
    creating = asyncio.create_task(create(services, PoemCommand("endless"), _ADA, _ignore))
    await wait_until(lambda: bool(services.engine.running))
    creating.cancel()
    with pytest.raises(asyncio.CancelledError):
        await creating

    async with asyncio.timeout(60):
        await create(services, PoemCommand("snow"), _ADA, _ignore)


async def test_a_full_queue_ends_the_job_too(services: Services, stored: Rows) -> None:
    waiting = [
        asyncio.create_task(create(services, PoemCommand("slow"), _ADA, _ignore)) for _ in range(6)
    ]
    await wait_until(lambda: len(stored("SELECT * FROM jobs")) == 6)
    with pytest.raises(QueueFull, match="You have 5 waiting already"):
        await create(services, PoemCommand("snow"), _ADA, _ignore)

    assert len(stored("SELECT * FROM jobs WHERE status = 'failed'")) == 1
    await _give_up(*waiting)


async def test_what_was_promised_before_a_restart_waits_for_room(services: Services) -> None:
    waiting = [
        asyncio.create_task(create(services, PoemCommand("pause"), _ADA, _ignore)) for _ in range(6)
    ]
    late = asyncio.create_task(create(services, PoemCommand("snow"), _ADA, _ignore, patient=True))

    made = await asyncio.gather(late, *waiting)

    assert all(creation.work_id for creation in made)


async def test_a_stop_leaves_jobs_to_the_next_start(services: Services, stored: Rows) -> None:
    creating = [
        asyncio.create_task(create(services, PoemCommand("slow", seed=seed), _ADA, _ignore))
        for seed in (1, 2)
    ]
    await wait_until(lambda: bool(services.engine.running))
    await services.engine.stop(grace_seconds=0)
    outcomes = await asyncio.gather(*creating, return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == 2 * [EngineStopped]
    unfinished = await services.orders.unfinished()
    assert [order.plan.request.seed for order in unfinished] == [1, 2]
    assert {order.requester for order in unfinished} == {_ADA}


class TestCancel:
    async def test_ones_own_job_stops(self, services: Services, stored: Rows) -> None:
        order = await services.orders.accept(PoemCommand("slow"), _ADA)
        making = asyncio.create_task(services.creation.make(order, _ignore))
        await wait_until(lambda: bool(services.engine.running))

        assert await services.creation.cancel(order.job_id, 1) == "Cancelled."

        with pytest.raises(GenerationCancelled, match=r"^Cancelled\.$"):
            await making
        assert stored("SELECT status FROM jobs") == [{"status": "cancelled"}]
        with pytest.raises(JobOver, match="nothing left to cancel"):
            await services.creation.cancel(order.job_id, 1)

    async def test_a_moderator_ends_any_in_their_guild(
        self, services: Services, stored: Rows
    ) -> None:
        order = await services.orders.accept(PoemCommand("snow"), _ADA)
        for guild_id in (None, 99):
            with pytest.raises(NotYours, match="or a moderator"):
                await services.creation.cancel(order.job_id, 5, moderated_guild_id=guild_id)

        said = await services.creation.cancel(order.job_id, 5, moderated_guild_id=2)

        assert said == "Cancelled by <@5>, a moderator."
        assert stored("SELECT status, error FROM jobs") == [{"status": "cancelled", "error": said}]

    async def test_outside_of_guilds_nobody_moderates(self, services: Services) -> None:
        order = await services.orders.accept(PoemCommand("snow"), Requester(1))
        with pytest.raises(NotYours):
            await services.creation.cancel(order.job_id, 5)

    async def test_one_that_waits_for_room_never_starts(self, services: Services) -> None:
        waiting = [
            asyncio.create_task(create(services, PoemCommand("slow"), _ADA, _ignore))
            for _ in range(6)
        ]
        await wait_until(lambda: bool(services.engine.running))
        order = await services.orders.accept(PoemCommand("snow"), _ADA)
        making = asyncio.create_task(services.creation.make(order, _ignore, patient=True))
        await asyncio.sleep(0)

        await services.creation.cancel(order.job_id, 1)

        with pytest.raises(GenerationCancelled):
            await making
        await _give_up(*waiting)

    async def test_an_unknown_job(self, services: Services) -> None:
        with pytest.raises(WorkNotFound, match="don't remember"):
            await services.creation.cancel("no-such-job", 1)


async def _give_up(*tasks: asyncio.Task[Creation]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
