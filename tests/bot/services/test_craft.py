"""How stored works are made."""

import pytest

from bot.errors import InvalidOption, WorkNotFound
from bot.services.services import Services
from bot.style.commands import ImageCommand, LyricsCommand, PoemCommand
from tests.bot.services.making import change, make


async def test_a_poem_is_studied_in_its_form(services: Services) -> None:
    made = await make(services, PoemCommand("snow", "haiku"))

    studied = await services.craft.study(made.work_id or "")

    assert studied.subject == "snow"
    assert studied.form is not None
    assert studied.form.name == "haiku"
    assert studied.craft.keeps_layout
    assert studied.is_english


async def test_lyrics_are_studied_by_section(services: Services) -> None:
    made = await make(services, LyricsCommand("snow", structure=("Verse", "Chorus")))

    studied = await services.craft.study(made.work_id or "")

    assert studied.form is None
    assert [stanza.label for stanza in studied.craft.stanzas] == ["[Verse 1]", "[Chorus]"]


async def test_other_languages_are_not_scanned(services: Services) -> None:
    made = await make(services, PoemCommand("snow", "haiku", language="Dutch"))

    studied = await services.craft.study(made.work_id or "")

    assert not studied.is_english
    assert {line.reading for line in studied.craft.lines} == {None}


@pytest.mark.parametrize("change_", [
    "plan = replace(plan, '\"form\": \"haiku\"', '\"form\": \"gone\"')",
    "plan = '{}'",
    "text = 'one' || char(10) || 'more' || char(10) || 'than' || char(10) || 'three'",
])  # fmt: skip
async def test_old_works_are_studied_as_far_as_that_goes(services: Services, change_: str) -> None:
    made = await make(services, PoemCommand("snow", "haiku"))
    await change(services, change_)

    studied = await services.craft.study(made.work_id or "")

    assert not studied.craft.keeps_layout
    assert len(studied.craft.lines) >= 3
    assert studied.craft.lines[0].reading is not None


async def test_pictures_have_no_lines(services: Services) -> None:
    made = await make(services, ImageCommand("a fox"))

    with pytest.raises(InvalidOption, match="this is a picture"):
        await services.craft.study(made.work_id or "")


async def test_a_work_has_to_be_there(services: Services) -> None:
    with pytest.raises(WorkNotFound, match="was deleted"):
        await services.craft.study("no-such-work")
