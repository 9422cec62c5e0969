"""Each step happens once, through crashes and beside another bot."""

import asyncio

import pytest

from bot.database.challenge_choices import StepKind
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.challenge import Challenge, Phase
from bot.services.challenges.deadlines import HELD_FOR
from bot.services.challenges.entry import UploadedText
from bot.services.challenges.step import Step
from bot.services.deliveries import Attempt
from models.base import Kind
from tests.bot.services.challenges.making import claim, create, do_all, enter_two, only_due
from tests.bot.services.challenges.scene import (
    ADA,
    CHANNEL,
    DAY,
    DRAFT,
    HOUR,
    MINUTE,
    NOW,
    TurnedClock,
)

ALL = [
    StepKind.ANNOUNCE,
    StepKind.OPEN,
    StepKind.REMIND,
    StepKind.CLOSE,
    StepKind.REMIND_VOTING,
    StepKind.PUBLISH,
    StepKind.ARCHIVE,
]


@pytest.fixture
async def challenge(bot: ChallengeServices) -> Challenge:
    return await create(bot)


async def test_one_of_many_bots_gets_a_step(
    bot: ChallengeServices, other_bot: ChallengeServices, challenge: Challenge
) -> None:
    step = await only_due(bot)
    claims = await asyncio.gather(
        *(each.deadlines.claim(step) for each in (bot, other_bot) for _ in range(5))
    )
    assert len([claim for claim in claims if claim is not None]) == 1
    assert await other_bot.deadlines.due() == []


async def test_who_does_not_hold_a_step_changes_nothing(
    bot: ChallengeServices, other_bot: ChallengeServices, challenge: Challenge
) -> None:
    step = await claim(bot)
    other = other_bot.deadlines
    assert not await other.attempt(step, CHANNEL)
    assert not await other.done(step, 5)
    assert not await other.failed(step, "no")
    assert not await other.skip(step, "no")
    assert not await other.renew(step)
    assert await bot.deadlines.done(step, 5)
    assert not await bot.deadlines.done(step, 6)
    assert await bot.deadlines.messages(challenge.id) == {StepKind.ANNOUNCE: 5}


async def test_a_bot_that_died_after_claiming_is_replaced(
    bot: ChallengeServices, other_bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    step = await claim(bot)
    clock.turn(HELD_FOR)
    taken = await claim(other_bot)
    assert (taken.kind, taken.attempt, taken.tries) == (StepKind.ANNOUNCE, None, 1)
    assert taken.marker == step.marker
    # The first was only slow: it notices before it sends.
    assert not await bot.deadlines.attempt(step, CHANNEL)


async def test_a_bot_that_died_while_sending_leaves_where_to_look(
    bot: ChallengeServices, other_bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    step = await claim(bot)
    assert await bot.deadlines.attempt(step, CHANNEL)
    clock.turn(HELD_FOR)
    taken = await claim(other_bot)
    assert taken.attempt == Attempt(CHANNEL, NOW)
    assert await other_bot.deadlines.done(taken, 77)
    assert not await bot.deadlines.done(step, 78)
    assert await bot.deadlines.messages(challenge.id) == {StepKind.ANNOUNCE: 77}


async def test_a_renewed_claim_lasts(
    bot: ChallengeServices, other_bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    step = await claim(bot)
    clock.turn(HELD_FOR / 2)
    assert await bot.deadlines.renew(step)
    clock.turn(HELD_FOR / 2)
    assert await other_bot.deadlines.due() == []
    clock.turn(HELD_FOR)
    assert len(await other_bot.deadlines.due()) == 1


async def test_a_later_step_waits_for_the_one_before(
    bot: ChallengeServices, other_bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    clock.turn_to(DRAFT.opens_at)
    await enter_two(bot, challenge)
    opening = await claim(bot)
    clock.turn_to(DRAFT.closes_at - HOUR)
    await bot.deadlines.renew(opening)
    assert await other_bot.deadlines.due() == []
    reminder = Step(challenge.id, StepKind.REMIND, NOW, "marker")
    assert await other_bot.deadlines.claim(reminder) is None
    await bot.deadlines.done(opening, 5, thread_id=6)
    assert (await only_due(other_bot)).kind is StepKind.REMIND
    assert (await bot.organising.get(challenge.id)).thread_id == 6


async def test_an_attempted_step_whose_time_passed_is_looked_for_but_not_sent(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    announcing = await claim(bot)
    await bot.deadlines.attempt(announcing, CHANNEL)
    clock.turn_to(DRAFT.opens_at)
    late = await claim(bot)
    assert (late.kind, late.attempt, late.is_over) == (
        StepKind.ANNOUNCE,
        Attempt(CHANNEL, NOW),
        True,
    )
    assert await bot.deadlines.skip(late, "It was never sent.")
    assert await do_all(bot) == [StepKind.OPEN]
    assert StepKind.ANNOUNCE not in await bot.deadlines.messages(challenge.id)


@pytest.mark.parametrize("dies_after", ["claim", "attempt", "send"])
async def test_with_a_death_at_every_step_each_is_sent_once(
    bot: ChallengeServices,
    other_bot: ChallengeServices,
    clock: TurnedClock,
    dies_after: str,
) -> None:
    sent: list[str] = []
    kinds: list[StepKind] = []
    dead: set[StepKind] = set()
    challenge = await create(bot, opens_at=NOW + 6 * HOUR)
    while clock.now < DRAFT.voting_closes_at + 8 * DAY:
        for each in (bot, other_bot):
            for step in await each.deadlines.due():
                taken = await each.deadlines.claim(step)
                assert taken is not None
                is_first = step.kind not in dead
                dead.add(step.kind)
                if is_first and dies_after == "claim":
                    continue
                if taken.attempt is None or taken.marker not in sent:
                    assert await each.deadlines.attempt(taken, CHANNEL)
                    if is_first and dies_after == "attempt":
                        continue
                    sent.append(taken.marker)
                    if is_first and dies_after == "send":
                        continue
                assert await each.deadlines.done(taken, len(sent))
                kinds.append(step.kind)
                if step.kind is StepKind.OPEN:
                    await enter_two(bot, challenge)
        clock.turn(3 * HOUR)
    assert kinds == ALL
    assert len(sent) == len(set(sent)) == len(ALL)


@pytest.mark.parametrize("entries", [0, 1])
async def test_with_nothing_to_judge_results_come_at_once(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock, entries: int
) -> None:
    await do_all(bot)
    clock.turn_to(DRAFT.opens_at)
    for _ in range(entries):
        text = UploadedText(Kind.POEM, "Rain", "It rains.")
        await bot.submissions.submit(challenge.id, ADA, text)
    await do_all(bot)
    clock.turn_to(DRAFT.closes_at + MINUTE)
    closing = await claim(bot)
    # The bot dies here; closing is still done.
    clock.turn(HELD_FOR)
    assert closing.kind is StepKind.CLOSE
    assert await do_all(bot) == [StepKind.CLOSE, StepKind.PUBLISH]
    assert (await bot.organising.get(challenge.id)).phase is Phase.COUNTING
