"""Briefs that the text model writes."""

from datetime import time

import pytest

from bot.database.challenge_choices import Cadence
from bot.services.challenges.outline import Series, SeriesBrief, SeriesDraft, outline_of
from bot.services.services import Services
from models.errors import QueueFull
from tests.bot.services.challenges.scene import CHANNEL, DRAFT, GUILD, MODERATOR

_DAILY = SeriesDraft(outline_of(DRAFT), Cadence.DAILY, time(18), wants_written_briefs=True)


async def begun(services: Services) -> Series:
    return await services.challenges.series.create(_DAILY, GUILD, CHANNEL, MODERATOR)


async def pending(services: Services) -> list[SeriesBrief]:
    return await services.challenges.series.pending(GUILD)


async def test_the_model_writes_lines_to_begin_from(services: Services) -> None:
    await services.briefs.write_for(await begun(services))

    [brief] = await pending(services)
    first, _, *lines = brief.text.split("\n")
    assert first.startswith("Begin from these lines")
    assert len(lines) == 3


async def test_a_spark_stands_in_for_a_model_that_can_not(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise QueueFull("Too many wait.")

    monkeypatch.setattr(services.engine, "submit", refuse)
    await services.briefs.write_for(await begun(services))

    [brief] = await pending(services)
    assert brief.text
    assert "these lines" not in brief.text


async def test_while_the_bot_stops_nothing_is_proposed(services: Services) -> None:
    series = await begun(services)
    await services.engine.stop()
    await services.briefs.write_for(series)

    assert await pending(services) == []


async def test_a_series_that_ended_meanwhile_gets_none(services: Services) -> None:
    series = await begun(services)
    await services.challenges.series.end(series.id, MODERATOR)
    await services.briefs.write_for(series)

    assert await pending(services) == []
