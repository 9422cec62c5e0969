"""Accepting commands, and reading back what was accepted."""

import json

import pytest
from sqlalchemy import text

from bot.errors import InvalidOption, Restarting, WorkNotFound
from bot.services.forms import FormDraft
from bot.services.requester import Requester
from bot.services.services import Services
from bot.style.commands import ImageCommand, PoemCommand
from models.base import PoemRequest
from tests.conftest import Rows

_ADA = Requester(1, guild_id=2, channel_id=3, application_id=4, interaction_token="a-secret")


async def test_what_is_accepted_is_written_down(services: Services, stored: Rows) -> None:
    order = await services.orders.accept(ImageCommand("a fox", seed=7), _ADA)

    [job] = stored("SELECT * FROM jobs")
    assert (job["id"], job["status"], job["delivery"]) == (order.job_id, "queued", "pending")
    assert json.loads(job["plan"])["request"]["seed"] == 7
    assert await services.orders.unfinished() == [order]


async def test_a_failed_command_can_be_accepted_again(services: Services) -> None:
    order = await services.orders.accept(PoemCommand("snow", "haiku"), _ADA)

    again = await services.orders.accept_like_job(order.job_id, Requester(5))

    assert again.command == order.command
    assert again.job_id != order.job_id
    assert again.requester == Requester(5)
    with pytest.raises(WorkNotFound, match="don't remember that command"):
        await services.orders.accept_like_job("no-such-job", _ADA)


async def test_a_command_that_cannot_be_used_leaves_no_trace(
    services: Services, stored: Rows
) -> None:
    with pytest.raises(InvalidOption):
        await services.orders.accept(PoemCommand(" "), _ADA)

    assert stored("SELECT * FROM jobs") == stored("SELECT * FROM members") == []


async def test_another_one_needs_a_work_to_be_like(services: Services) -> None:
    with pytest.raises(WorkNotFound):
        await services.orders.accept_like_work("no-such-work", _ADA)


async def test_a_job_that_cannot_be_read_any_more_fails(services: Services, stored: Rows) -> None:
    order = await services.orders.accept(PoemCommand("snow"), _ADA)
    async with services.creation._database.unit_of_work() as session:
        await session.execute(text("UPDATE jobs SET plan = '{}'"))

    assert await services.orders.unfinished() == []
    assert await services.deliveries.undelivered() == [order.job_id]
    [job] = stored("SELECT status, error FROM jobs")
    assert job["status"] == "failed"
    assert "Please send it again." in job["error"]


async def test_nothing_is_accepted_by_a_bot_that_stops(services: Services, stored: Rows) -> None:
    services.orders.close()

    with pytest.raises(Restarting, match="try again in a minute"):
        await services.orders.accept(PoemCommand("snow"), _ADA)
    assert stored("SELECT * FROM jobs") == []


_OURS = FormDraft("Ours", "Two short lines.", "syllables: 4 4")


async def test_a_form_of_the_server_is_written_down_with_its_notation(services: Services) -> None:
    await services.forms.add(2, 1, _OURS)

    order = await services.orders.accept(PoemCommand("snow", "ours"), _ADA)

    assert order.command == PoemCommand("snow", "Ours", notation="syllables: 4 4")
    assert isinstance(order.plan.request, PoemRequest)
    assert order.plan.request.notation == "syllables: 4 4"
    assert await services.orders.unfinished() == [order]


async def test_a_removed_form_is_refused_but_what_was_asked_in_it_can_be_asked_again(
    services: Services,
) -> None:
    await services.forms.add(2, 1, _OURS)
    order = await services.orders.accept(PoemCommand("snow", "ours"), _ADA)
    await services.forms.remove(2, 1, "ours", is_moderator=False)

    again = await services.orders.accept_like_job(order.job_id, _ADA)

    assert again.command == order.command
    with pytest.raises(InvalidOption, match="I don't know the form “ours”"):
        await services.orders.accept(PoemCommand("snow", "ours"), _ADA)


@pytest.mark.parametrize("guild_id", [None, 3])
async def test_a_form_of_another_server_is_unknown(
    services: Services, guild_id: int | None
) -> None:
    await services.forms.add(2, 1, _OURS)

    with pytest.raises(InvalidOption, match="I don't know the form “ours”"):
        await services.orders.accept(PoemCommand("snow", "ours"), Requester(1, guild_id))


async def test_a_form_of_the_server_that_spells_needs_a_word(
    services: Services, stored: Rows
) -> None:
    await services.forms.add(2, 1, FormDraft("Ours", "Spells.", "words: 3-9\nscheme: word"))

    with pytest.raises(InvalidOption, match="Which word"):
        await services.orders.accept(PoemCommand("snow", "ours"), _ADA)
    order = await services.orders.accept(PoemCommand("snow", "ours", word="ice"), _ADA)

    assert [job["id"] for job in stored("SELECT id FROM jobs")] == [order.job_id]
