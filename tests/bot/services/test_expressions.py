"""Stored pictures as emoji and stickers."""

from io import BytesIO

import pytest
from PIL import Image

from bot.errors import InvalidOption, WorkNotFound
from bot.expressions.pictures import EMOJI, STICKER
from bot.services.services import Services
from bot.style.commands import ImageCommand, PoemCommand
from tests.bot.services.making import ADA, make


async def test_a_work_has_its_pictures_in_order(services: Services) -> None:
    made = await make(services, ImageCommand("a red fox", count=3, seed=7))

    drawn = await services.expressions.drawn(made.work_id or "")

    assert drawn.prompt == "a red fox"
    assert [drawing.seed for drawing in drawn.drawings] == [7, 8, 9]
    assert {drawing.alt_text for drawing in drawn.drawings} == {"A square for a red fox"}


async def test_each_picture_gets_the_format(services: Services) -> None:
    made = await make(services, ImageCommand("a red fox", count=2))
    drawn = await services.expressions.drawn(made.work_id or "")

    for wanted in (EMOJI, STICKER):
        pngs = await services.expressions.fitted(drawn.drawings, wanted)
        assert [Image.open(BytesIO(png)).size for png in pngs] == 2 * [(wanted.side, wanted.side)]


async def test_texts_have_no_pictures(services: Services) -> None:
    made = await make(services, PoemCommand("snow"))

    with pytest.raises(InvalidOption, match="this is a text"):
        await services.expressions.drawn(made.work_id or "")


async def test_a_deleted_work_has_none_either(services: Services) -> None:
    made = await make(services, ImageCommand("a fox"))
    await services.works.delete(made.work_id or "", ADA.member_id)

    with pytest.raises(WorkNotFound, match="was deleted"):
        await services.expressions.drawn(made.work_id or "")
