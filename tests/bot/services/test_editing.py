"""Editing lines of poems."""

import json

import pytest

from bot.errors import InvalidOption, WorkNotFound
from bot.services.checks import LONGEST_LINE
from bot.services.services import Services
from bot.style.commands import LyricsCommand, PoemCommand
from models.base import Bond, PoemRequest, TextResult
from models.text.forms.catalogue import catalogue
from tests.bot.services.making import BOB, change, make
from tests.conftest import Rows

_QUATRAIN = (
    "The moon is rising on the sea,",
    "Silver the water looks to me,",
    "And all the ships are made of light",
    "That sail with me into the night.",
)


async def _haiku(services: Services) -> str:
    return (await make(services, PoemCommand("snow", "haiku", seed=7))).work_id or ""


async def _quatrain(services: Services) -> str:
    # The seed of the layout aabb.
    made = await make(services, PoemCommand("snow", "quatrain", seed=0))
    text = " || char(10) || ".join(f"'{line}'" for line in _QUATRAIN)
    await change(services, f"text = {text}")
    return made.work_id or ""


async def test_the_lines_of_a_poem(services: Services) -> None:
    lines = await services.editing.lines(await _haiku(services))

    assert lines == ("I sing of snow,", "a haiku in English,", "the number of my verse is 7.")


async def test_a_line_is_checked_by_the_form(services: Services) -> None:
    work_id = await _quatrain(services)

    checked = await services.editing.check(work_id, 3, "  That  sail with me into the stone")

    assert checked.text == "That sail with me into the stone"
    assert checked.faults == ("“stone” does not rhyme with “light”.",)
    assert not (await services.editing.check(work_id, 3, "That sail away into the night")).faults


async def test_a_form_that_is_gone_asks_for_nothing(services: Services) -> None:
    work_id = await _haiku(services)
    await change(services, 'plan = replace(plan, \'"form": "haiku"\', \'"form": "gone"\')')

    assert (await services.editing.check(work_id, 0, "snow")).faults == ()
    with pytest.raises(InvalidOption, match="not in its form any more"):
        await services.editing.suggest(work_id, 0, BOB)


@pytest.mark.parametrize(("place", "line", "said"), [
    (0, "", "That line is empty"),
    (0, "—", "That line is empty"),
    (0, "snow\nice", "more than one line"),
    (0, "snow\u2028ice", "more than one line"),
    (0, "x" * (LONGEST_LINE + 1), "has 201 characters"),
    (0, "I sing of snow,", "as it was"),
    (3, "snow", "has no line 4"),
    (-1, "snow", "has no line"),
])  # fmt: skip
async def test_what_cannot_be_a_line_is_refused(
    services: Services, stored: Rows, place: int, line: str, said: str
) -> None:
    work_id = await _haiku(services)

    with pytest.raises(InvalidOption, match=said):
        await services.editing.check(work_id, place, line)
    with pytest.raises(InvalidOption, match=said):
        await services.editing.keep(work_id, place, line, BOB, "bob")
    assert len(stored("SELECT * FROM works")) == 1


async def test_a_poem_does_not_grow_longer_than_can_be_shown(services: Services) -> None:
    work_id = await _haiku(services)
    await change(services, f"text = '{'x' * 4000}' || char(10) || 'snow'")

    with pytest.raises(InvalidOption, match="longer than I can show"):
        await services.editing.check(work_id, 1, "y" * 150)


async def test_only_poems_are_edited(services: Services) -> None:
    made = await make(services, LyricsCommand("snow"))

    with pytest.raises(InvalidOption, match="only with poems"):
        await services.editing.lines(made.work_id or "")
    with pytest.raises(WorkNotFound):
        await services.editing.lines("no-such-work")


async def test_what_is_kept_is_delivered_after_a_crash(services: Services, stored: Rows) -> None:
    work_id = await _haiku(services)

    kept = await services.editing.keep(work_id, 0, "I sing of the snow", BOB, "bob")

    assert kept.creation is not None
    outcome = await services.deliveries.outcome(kept.job_id)
    assert outcome is not None
    assert outcome.creation == kept.creation
    assert outcome.requester == BOB
    assert kept.job_id in await services.deliveries.undelivered()
    assert await services.orders.unfinished() == []
    page = await services.history.page(BOB.member_id)
    assert [entry.subject for entry in page.entries] == ["snow"]


async def test_another_one_like_an_edited_poem_is_possible(services: Services) -> None:
    kept = await services.editing.keep(await _haiku(services), 0, "I sing of the snow", BOB, "bob")
    assert kept.creation is not None

    order = await services.orders.accept_like_work(kept.creation.work_id or "", BOB)

    assert order.command == PoemCommand("snow", "haiku")


async def test_a_suggestion_has_the_same_layout_and_all_other_lines(services: Services) -> None:
    work_id = await _quatrain(services)

    order = await services.editing.suggest(work_id, 1, BOB)

    request = order.plan.request
    assert isinstance(request, PoemRequest)
    assert request.given == (_QUATRAIN[0], None, *_QUATRAIN[2:])
    form = catalogue()["quatrain"]
    assert form.layout(request.seed) == form.layout(0)
    assert order.parent_id == work_id


async def test_lines_of_a_continued_poem(services: Services, stored: Rows) -> None:
    first = await _haiku(services)
    order = await services.going_on.accept(first, Bond.CONTINUES, BOB)
    longer = (await services.creation.make(order, lambda _: None)).work_id or ""
    haiku = "I sing of the snow\nand it answers me in white\nuntil the morning"
    stanzas = haiku.replace("\n", "' || char(10) || '")
    await change(
        services,
        f"text = '{stanzas}' || char(10) || char(10) || '{stanzas}' WHERE id = '{longer}'",
    )

    suggested = await services.editing.suggest(longer, 4, BOB)

    request = suggested.plan.request
    assert isinstance(request, PoemRequest)
    assert request.given == ("I sing of the snow", None, "until the morning")
    assert request.bond is Bond.CONTINUES
    with pytest.raises(InvalidOption, match="the poem that this one continues"):
        await services.editing.suggest(longer, 2, BOB)
    kept = await services.editing.keep(longer, 2, "until tomorrow", BOB, "bob")
    assert kept.creation is not None
    assert isinstance(kept.creation.result, TextResult)
    assert kept.creation.result.text.split("\n")[2:4] == ["until tomorrow", ""]
    [*_, work] = stored("SELECT plan, request FROM works ORDER BY created_at")
    for stored_earlier in (json.loads(work["plan"])["request"], json.loads(work["request"])):
        assert stored_earlier["earlier"].split("\n")[2] == "until tomorrow"
