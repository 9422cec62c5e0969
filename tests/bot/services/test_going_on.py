"""Going on from a poem."""

import pytest

from bot.errors import InvalidOption, WorkNotFound
from bot.services.going_on import LONGEST_MOOD
from bot.services.services import Services
from bot.style.commands import CreationCommand, ImageCommand, LyricsCommand, PoemCommand
from bot.style.plan import Source
from models.base import Bond, PoemRequest, TextResult
from tests.bot.services.making import BOB, make
from tests.conftest import Rows


async def test_form_notation_and_theme_stay(services: Services) -> None:
    command = PoemCommand(
        "snow", "ours", notation="syllables: 4 4", mood="eerie", keywords=("ice",)
    )
    made = await make(services, command)

    order = await services.going_on.accept(made.work_id or "", Bond.ANSWERS, BOB)

    request = order.plan.request
    assert isinstance(request, PoemRequest)
    assert isinstance(made.result, TextResult)
    assert (request.theme, request.form, request.mood) == ("snow", "ours", "eerie")
    assert request.notation == "syllables: 4 4"
    assert (request.earlier, request.bond) == (made.result.text, Bond.ANSWERS)
    assert request.keywords == ()
    assert (order.requester, order.parent_id) == (BOB, made.work_id)


async def test_the_language_stays(services: Services) -> None:
    await services.profiles.set(BOB.member_id, {"language": "Dutch"})
    made = await make(services, PoemCommand("snow", language="French"))

    order = await services.going_on.accept(made.work_id or "", Bond.ANSWERS, BOB)

    assert isinstance(order.plan.request, PoemRequest)
    assert order.plan.request.language == "French"
    assert order.plan.values_from(Source.UNSUPPORTED) == ()


async def test_an_acrostic_goes_on_letter_by_letter(services: Services) -> None:
    made = await make(services, PoemCommand("snow", "acrostic", word="snow"))

    order = await services.going_on.accept(made.work_id or "", Bond.CONTINUES, BOB)
    longer = await services.creation.make(order, lambda _: None)

    assert isinstance(order.plan.request, PoemRequest)
    assert order.plan.request.word == "snow"
    assert isinstance(longer.result, TextResult)
    assert isinstance(made.result, TextResult)
    assert longer.result.text.startswith(f"{made.result.text}\n\n")


@pytest.mark.parametrize("mood", [None, " ", "…", "x" * (LONGEST_MOOD + 1)])
async def test_a_mood_has_to_be_one(services: Services, mood: str | None) -> None:
    made = await make(services, PoemCommand("snow"))

    with pytest.raises(InvalidOption, match="mood"):
        await services.going_on.accept(made.work_id or "", Bond.CHANGES_MOOD, BOB, mood)


@pytest.mark.parametrize("command", [LyricsCommand("snow"), ImageCommand("a fox")])
async def test_only_poems_are_gone_on_from(
    services: Services, stored: Rows, command: CreationCommand
) -> None:
    made = await make(services, command)

    with pytest.raises(InvalidOption, match="only with poems"):
        await services.going_on.accept(made.work_id or "", Bond.ANSWERS, BOB)
    assert len(stored("SELECT * FROM jobs")) == 1


async def test_a_poem_has_to_be_there(services: Services) -> None:
    with pytest.raises(WorkNotFound):
        await services.going_on.accept("no-such-work", Bond.ANSWERS, BOB)
