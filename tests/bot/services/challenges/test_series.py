"""Challenges that begin again and again."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bot.database.challenge_choices import BriefState, Cadence
from bot.database.session import Database
from bot.errors import ChallengeNotFound, InvalidOption, ModeratorsOnly
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.challenge import Phase
from bot.services.challenges.organising import MOST_CURRENT
from bot.services.challenges.outline import Series, SeriesBrief, SeriesDraft, outline_of
from bot.services.challenges.series import MOST_SERIES
from bot.services.challenges.server_settings import ChallengeSettings
from bot.services.forms import FormDraft, FormService
from tests.bot.services.challenges.making import create
from tests.bot.services.challenges.scene import (
    ADA,
    CHANNEL,
    DAY,
    DRAFT,
    ELSEWHERE,
    GUILD,
    HOUR,
    MODERATOR,
    NOW,
    OTHER_MODERATOR,
    TurnedClock,
)

OUTLINE = replace(outline_of(DRAFT), open_for=20 * HOUR, voting_for=3 * HOUR)
DAILY = SeriesDraft(OUTLINE, Cadence.DAILY, time(18))
WEEKLY = SeriesDraft(OUTLINE, Cadence.WEEKLY, time(18), weekday=4)
EVENING = NOW.replace(hour=18)


async def begin(bot: ChallengeServices, draft: SeriesDraft = DAILY, **changes: Any) -> Series:
    return await bot.series.create(replace(draft, **changes), GUILD, CHANNEL, MODERATOR)


async def test_a_daily_series_begins_a_challenge_a_day(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    series = await begin(bot)
    assert (series.draft, series.next_at, series.is_paused) == (DAILY, EVENING, False)
    assert await bot.series.begin_due() == []
    for day in range(3):
        clock.turn_to(EVENING + day * DAY)
        [challenge] = await bot.series.begin_due()
        assert challenge.draft == OUTLINE.beginning(clock.now)
        assert (challenge.series_id, challenge.phase) == (series.id, Phase.OPEN)
        assert (challenge.channel_id, challenge.author_id) == (CHANNEL, 1)
        assert await bot.series.begin_due() == []
    [later] = await bot.series.of_guild(GUILD)
    assert later.next_at == EVENING + 3 * DAY


async def test_a_weekly_series_keeps_its_time_on_the_clocks(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    await bot.settings.save(GUILD, MODERATOR, ChallengeSettings("Europe/Berlin"))
    clock.turn_to(datetime(2026, 3, 25, tzinfo=UTC))
    await begin(bot, WEEKLY)
    opened: list[datetime] = []
    while len(opened) < 3:
        clock.turn(HOUR)
        opened += [challenge.draft.opens_at for challenge in await bot.series.begin_due()]
    assert opened == [
        datetime(2026, 3, 27, 17, tzinfo=UTC),
        datetime(2026, 4, 3, 16, tzinfo=UTC),
        datetime(2026, 4, 10, 16, tzinfo=UTC),
    ]


async def test_a_new_time_zone_moves_what_comes_next(bot: ChallengeServices) -> None:
    await begin(bot)
    await bot.settings.save(GUILD, MODERATOR, ChallengeSettings("America/New_York"))
    [series] = await bot.series.of_guild(GUILD)
    assert series.next_at == NOW.replace(hour=23)


async def test_two_bots_begin_a_challenge_once(
    bot: ChallengeServices, other_bot: ChallengeServices, clock: TurnedClock
) -> None:
    await begin(bot)
    clock.turn_to(EVENING)
    begun = await asyncio.gather(*(each.series.begin_due() for each in (bot, other_bot) * 3))
    assert sum(map(len, begun)) == 1
    assert len(await bot.organising.current(GUILD)) == 1


async def test_after_a_downtime_only_the_latest_is_made_up_for(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    await begin(bot)
    clock.turn_to(EVENING + 5 * DAY + HOUR)
    [challenge] = await bot.series.begin_due()
    assert challenge.draft.opens_at == EVENING + 5 * DAY
    clock.turn_to(EVENING + 8 * DAY + 21 * HOUR)
    assert await bot.series.begin_due() == []
    clock.turn_to(EVENING + 9 * DAY)
    assert len(await bot.series.begin_due()) == 1


async def test_briefs_come_in_order_and_then_the_outlines(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    series = await begin(bot, briefs=("One.", "Two."))
    assert (series.draft.briefs, series.briefs_left) == (("One.", "Two."), 2)
    briefs: list[str] = []
    for day in range(3):
        clock.turn_to(EVENING + day * DAY)
        briefs += [challenge.draft.brief for challenge in await bot.series.begin_due()]
    assert briefs == ["One.", "Two.", OUTLINE.brief]


async def test_a_written_brief_waits_for_a_moderator(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    series = await begin(bot, briefs=("One.",), wants_written_briefs=True)
    await begin(bot)
    assert await bot.series.wanting_briefs() == []
    clock.turn_to(EVENING)
    await bot.series.begin_due()
    [wanting] = await bot.series.wanting_briefs()
    assert wanting.id == series.id

    rejected = await bot.series.propose(series.id, "  A\x00 wet brief. ")
    assert rejected == SeriesBrief(rejected.id, series.id, "A wet brief.", BriefState.PENDING)
    assert await bot.series.wanting_briefs() == []
    assert await bot.series.pending(GUILD) == [rejected]
    decided = await bot.series.decide(rejected.id, MODERATOR, is_approved=False)
    assert decided.state is BriefState.REJECTED
    assert len(await bot.series.wanting_briefs()) == 1

    proposed = await bot.series.propose(series.id, "A dry brief.")
    approved = await bot.series.decide(
        proposed.id, MODERATOR, is_approved=True, text="A very dry brief."
    )
    assert (approved.state, approved.text) == (BriefState.APPROVED, "A very dry brief.")
    assert await bot.series.pending(GUILD) == []
    clock.turn_to(EVENING + DAY)
    begun = await bot.series.begin_due()
    assert {each.draft.brief for each in begun} == {"A very dry brief.", OUTLINE.brief}


async def test_of_two_moderators_who_decide_at_once_one_does(
    bot: ChallengeServices, other_bot: ChallengeServices
) -> None:
    series = await begin(bot, wants_written_briefs=True)
    brief = await bot.series.propose(series.id, "A brief.")
    outcomes = await asyncio.gather(
        bot.series.decide(brief.id, MODERATOR, is_approved=True),
        other_bot.series.decide(brief.id, OTHER_MODERATOR, is_approved=False),
        return_exceptions=True,
    )
    [told] = [each for each in outcomes if isinstance(each, ChallengeNotFound)]
    assert told.message == "Another moderator has decided about this brief already."
    assert len([each for each in outcomes if isinstance(each, SeriesBrief)]) == 1


async def test_a_series_rests_and_goes_on(bot: ChallengeServices, clock: TurnedClock) -> None:
    series = await begin(bot, wants_written_briefs=True)
    assert (await bot.series.pause(series.id, MODERATOR, is_paused=True)).is_paused
    assert await bot.series.wanting_briefs() == []
    clock.turn_to(EVENING + 2 * DAY + HOUR)
    assert await bot.series.begin_due() == []
    gone_on = await bot.series.pause(series.id, MODERATOR, is_paused=False)
    assert (gone_on.is_paused, gone_on.next_at) == (False, EVENING + 3 * DAY)


async def test_a_series_ends_and_its_challenges_go_on(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    series = await begin(bot)
    clock.turn_to(EVENING)
    await bot.series.begin_due()
    await bot.series.end(series.id, MODERATOR)
    assert await bot.series.of_guild(GUILD) == []
    assert len(await bot.organising.current(GUILD)) == 1
    clock.turn(2 * DAY)
    assert await bot.series.begin_due() == []
    for call in (
        bot.series.end(series.id, MODERATOR),
        bot.series.pause(series.id, MODERATOR, is_paused=True),
        bot.series.propose(series.id, "A brief."),
        bot.series.decide("nothing", MODERATOR, is_approved=True),
    ):
        with pytest.raises(ChallengeNotFound):
            await call


async def test_only_moderators_have_a_say(bot: ChallengeServices) -> None:
    series = await begin(bot, wants_written_briefs=True)
    brief = await bot.series.propose(series.id, "A brief.")
    for stranger in (ADA, ELSEWHERE):
        for call in (
            bot.series.create(DAILY, GUILD, CHANNEL, stranger),
            bot.series.pause(series.id, stranger, is_paused=True),
            bot.series.end(series.id, stranger),
            bot.series.decide(brief.id, stranger, is_approved=True),
        ):
            with pytest.raises(ModeratorsOnly):
                await call


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cadence": Cadence.WEEKLY}, "On which day of the week"),
        ({"cadence": Cadence.WEEKLY, "weekday": 7}, "On which day of the week"),
        ({"briefs": ("One.",) * 101}, "101 briefs"),
        ({"briefs": ("One.", " ")}, "The brief is empty"),
        ({"briefs": ("x" * 1501,)}, "The brief has 1,501 characters"),
        ({"outline": replace(OUTLINE, title="")}, "The title is empty"),
        ({"outline": replace(OUTLINE, open_for=timedelta())}, "Submissions would end before"),
    ],
)
async def test_what_cannot_be_used_is_told(
    bot: ChallengeServices, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(InvalidOption, match=words):
        await begin(bot, **changes)
    assert await bot.series.of_guild(GUILD) == []


async def test_a_server_has_so_many_series(bot: ChallengeServices) -> None:
    for _ in range(MOST_SERIES):
        await begin(bot)
    with pytest.raises(InvalidOption, match="5 series"):
        await begin(bot)


async def test_with_too_many_challenges_one_is_left_out(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    await begin(bot)
    for _ in range(MOST_CURRENT):
        await create(bot)
    clock.turn_to(EVENING)
    assert await bot.series.begin_due() == []
    [series] = await bot.series.of_guild(GUILD)
    assert (series.next_at, series.is_paused) == (EVENING + DAY, False)


async def test_a_series_whose_form_was_removed_rests(
    bot: ChallengeServices, clock: TurnedClock, database: Database
) -> None:
    forms = FormService(database)
    await forms.add(GUILD, 1, FormDraft("Drizzle", "Two short lines.", "syllables: 3 3"))
    await begin(bot, outline=replace(OUTLINE, form="drizzle"))
    await forms.remove(GUILD, 1, "Drizzle", is_moderator=True)
    clock.turn_to(EVENING)
    assert await bot.series.begin_due() == []
    [series] = await bot.series.of_guild(GUILD)
    assert series.is_paused
