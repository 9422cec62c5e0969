"""The record of who has the answer to what."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.services.deliveries import Attempt
from bot.services.requester import Requester
from bot.services.services import Services
from bot.style.commands import ImageCommand, PoemCommand
from models.base import Progress, TextResult
from tests.conftest import Rows

_ADA = Requester(1, guild_id=2, channel_id=3, application_id=4, interaction_token="a-secret")


def _ignore(_progress: Progress) -> None:
    """Nobody looks at progress here."""


async def test_a_work_is_undelivered_until_its_message_is_known(
    services: Services, stored: Rows
) -> None:
    order = await services.orders.accept(PoemCommand("snow"), _ADA)
    assert await services.deliveries.undelivered() == []
    made = await services.creation.make(order, _ignore)
    assert await services.deliveries.undelivered() == [order.job_id]

    outcome = await services.deliveries.outcome(order.job_id)
    assert outcome is not None
    assert outcome.requester == _ADA
    assert outcome.attempt is None
    assert outcome.creation is not None
    assert isinstance(outcome.creation.result, TextResult)
    assert isinstance(made.result, TextResult)
    assert outcome.creation.result.text == made.result.text

    await services.deliveries.delivered(order.job_id, 3, 20)
    assert await services.deliveries.undelivered() == []
    assert stored("SELECT channel_id, message_id FROM works") == [
        {"channel_id": 3, "message_id": 20}
    ]


async def test_a_failure_is_undelivered_until_it_was_told_or_can_be_told_nowhere(
    services: Services,
) -> None:
    order = await services.orders.accept(PoemCommand("snow"), _ADA)
    await services.creation.give_up(order.job_id, "The model is tired.")

    outcome = await services.deliveries.outcome(order.job_id)
    assert outcome is not None
    assert (outcome.creation, outcome.reason, outcome.is_cancelled) == (
        None,
        "The model is tired.",
        False,
    )
    await services.deliveries.keep(order.job_id)
    assert await services.deliveries.undelivered() == []


async def test_an_attempt_is_remembered(services: Services) -> None:
    order = await services.orders.accept(PoemCommand("snow"), _ADA)
    await services.creation.give_up(order.job_id, "Cancelled.", is_cancelled=True)
    attempt = Attempt(30, datetime(2026, 1, 2, tzinfo=UTC))
    await services.deliveries.attempt(order.job_id, attempt)

    outcome = await services.deliveries.outcome(order.job_id)
    assert outcome is not None
    assert outcome.attempt == attempt
    assert outcome.is_cancelled


async def test_a_deleted_work_has_no_answer(services: Services) -> None:
    order = await services.orders.accept(ImageCommand("a fox"), _ADA)
    made = await services.creation.make(order, _ignore)
    await services.works.delete(str(made.work_id), 1)

    assert await services.deliveries.outcome(order.job_id) is None
    assert await services.deliveries.outcome("no-such-job") is None


async def test_what_cannot_be_written_down_is_logged_and_costs_nobody_the_answer(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    order = await services.orders.accept(PoemCommand("snow"), _ADA)
    async with services.works._database.unit_of_work() as session:
        await session.execute(text("PRAGMA query_only = 1"))

    await services.deliveries.attempt(order.job_id, Attempt(3, datetime.now(UTC)))
    await services.deliveries.delivered(order.job_id, 3, 20)
    await services.deliveries.keep(order.job_id)

    assert f"an attempt to answer job {order.job_id} can't be stored" in caplog.text
    assert f"where job {order.job_id} is answered can't be stored" in caplog.text
    assert f"that job {order.job_id} has no answer can't be stored" in caplog.text
