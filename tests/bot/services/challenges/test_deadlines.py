"""The record of what is due when."""

from datetime import timedelta

import pytest

from bot.database.challenge_choices import StepKind
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.deadlines import MOST_TRIES
from tests.bot.services.challenges.making import claim, create, do_all, enter_two, only_due
from tests.bot.services.challenges.scene import (
    DAY,
    DRAFT,
    HOUR,
    MINUTE,
    MODERATOR,
    NOW,
    TurnedClock,
    a_draft,
)


@pytest.fixture
async def challenge(bot: ChallengeServices) -> Challenge:
    return await create(bot)


async def test_steps_come_due_one_after_the_other(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    times = {
        NOW: [StepKind.ANNOUNCE],
        NOW + HOUR: [StepKind.OPEN],
        NOW + 2 * DAY - 12 * HOUR: [],
        NOW + 2 * DAY - 47 * HOUR / 4: [StepKind.REMIND],
        NOW + 2 * DAY: [StepKind.CLOSE],
        NOW + 3.5 * DAY: [StepKind.REMIND_VOTING],
        NOW + 4 * DAY: [StepKind.PUBLISH],
        NOW + 11 * DAY: [StepKind.ARCHIVE],
    }
    for time, kinds in times.items():
        clock.turn_to(time - timedelta(seconds=1))
        assert await bot.deadlines.due() == []
        clock.turn_to(time)
        assert await do_all(bot) == kinds
        if kinds == [StepKind.OPEN]:
            await enter_two(bot, challenge)


async def test_what_opens_at_once_is_not_announced_before_and_short_times_need_no_reminder(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    await create(bot, opens_at=NOW, closes_at=NOW + 5 * MINUTE, voting_closes_at=NOW + 10 * MINUTE)
    assert await do_all(bot) == [StepKind.OPEN]
    clock.turn(20 * DAY)
    # Closing is senseless when voting is over too.
    assert await do_all(bot) == [StepKind.PUBLISH, StepKind.ARCHIVE]


async def test_late_steps_come_in_order_and_senseless_ones_not_at_all(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    clock.turn_to(DRAFT.opens_at)
    await enter_two(bot, challenge)
    clock.turn_to(DRAFT.closes_at + HOUR)
    assert await do_all(bot) == [StepKind.CLOSE]
    clock.turn_to(DRAFT.voting_closes_at + 30 * DAY)
    assert await do_all(bot) == [StepKind.PUBLISH, StepKind.ARCHIVE]


async def test_after_a_downtime_while_it_is_open_it_opens_late(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    clock.turn_to(DRAFT.closes_at - HOUR)
    assert await do_all(bot) == [StepKind.OPEN, StepKind.REMIND]


async def test_a_failure_is_tried_again_after_longer_and_longer_waits(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    await bot.organising.edit(
        challenge.id,
        1,
        a_draft(
            opens_at=NOW + 30 * DAY,
            closes_at=NOW + 40 * DAY,
            voting_closes_at=NOW + 50 * DAY,
        ),
        MODERATOR,
    )
    waits = [min(2**tries * MINUTE / 2, HOUR) for tries in range(MOST_TRIES - 1)]
    for wait in waits:
        assert await bot.deadlines.failed(await claim(bot), "I may not write there.")
        clock.turn(wait - timedelta(seconds=1))
        assert await bot.deadlines.due() == []
        clock.turn(timedelta(seconds=1))
    assert await bot.deadlines.failed(await claim(bot), "I may not write there.")
    clock.turn(DAY)
    assert await bot.deadlines.due() == []
    clock.turn_to(NOW + 30 * DAY)
    assert (await only_due(bot)).kind is StepKind.OPEN


async def test_what_can_never_be_done_fails_at_once_and_the_rest_goes_on(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    assert await bot.deadlines.failed(await claim(bot), "The channel is gone.", is_final=True)
    assert await bot.deadlines.due() == []
    clock.turn_to(DRAFT.opens_at)
    assert (await only_due(bot)).kind is StepKind.OPEN


async def test_what_failed_until_its_time_passed_is_skipped(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    clock.turn_to(DRAFT.opens_at)
    opening = await claim(bot)
    await enter_two(bot, challenge)
    await bot.deadlines.failed(opening, "I may not write there.")
    clock.turn_to(DRAFT.closes_at)
    assert await do_all(bot) == [StepKind.CLOSE]


async def test_a_cancelled_challenge_tells_so_and_nothing_else(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    announcing = await claim(bot)
    await bot.organising.cancel(challenge.id, 1, "Sunshine.", MODERATOR)
    assert not await bot.deadlines.done(announcing, 5)
    assert await do_all(bot) == [StepKind.CANCEL]
    clock.turn(100 * DAY)
    assert await do_all(bot) == []


async def test_edited_times_move_the_steps(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    await do_all(bot)
    edited = a_draft(
        opens_at=NOW + 10 * DAY,
        closes_at=NOW + 10 * DAY + 10 * MINUTE,
        voting_closes_at=NOW + 20 * DAY,
    )
    await bot.organising.edit(challenge.id, 1, edited, MODERATOR)
    clock.turn_to(DRAFT.closes_at)
    assert await do_all(bot) == []
    clock.turn_to(NOW + 10 * DAY)
    assert await do_all(bot) == [StepKind.OPEN]
    await enter_two(bot, challenge)
    clock.turn_to(NOW + 10 * DAY + 10 * MINUTE)
    assert await do_all(bot) == [StepKind.CLOSE]


async def test_steps_of_several_challenges_come_together(bot: ChallengeServices) -> None:
    made = {(await create(bot)).id for _ in range(3)}
    assert {step.challenge_id for step in await bot.deadlines.due()} == made
