"""Juries."""

import pytest

from bot.errors import (
    ChallengeNotFound,
    EntryNotFound,
    InvalidOption,
    ModeratorsOnly,
    NotYours,
    ResultsNotReady,
    VoteRefused,
    VotingClosed,
)
from bot.judging.criteria import Criterion
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.entry import Entry
from tests.bot.services.challenges.making import create, enter_many
from tests.bot.services.challenges.scene import ADA, DRAFT, ELSEWHERE, MODERATOR, NOW, TurnedClock

THREES = dict.fromkeys(Criterion, 3)


@pytest.fixture
async def challenge(bot: ChallengeServices) -> Challenge:
    """One that has entries of 201 to 203, and 201 and 401 as its jury."""
    challenge = await create(bot, opens_at=NOW)
    await enter_many(bot, challenge, 3)
    await bot.juries.appoint(challenge.id, [401, 201, 401], MODERATOR)
    return challenge


@pytest.fixture
async def entries(bot: ChallengeServices, challenge: Challenge) -> list[Entry]:
    return sorted(await bot.submissions.entries(challenge.id), key=lambda one: one.author_id)


async def test_a_jury_is_appointed_by_moderators(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock
) -> None:
    assert await bot.juries.jurors(challenge.id) == [201, 401]
    for stranger in (ADA, ELSEWHERE):
        with pytest.raises(ModeratorsOnly):
            await bot.juries.appoint(challenge.id, [101], stranger)
    with pytest.raises(ChallengeNotFound):
        await bot.juries.appoint("nothing", [101], MODERATOR)
    with pytest.raises(InvalidOption, match="up to 10 members"):
        await bot.juries.appoint(challenge.id, range(11), MODERATOR)
    with pytest.raises(InvalidOption, match="0 to 100 percent"):
        await bot.juries.appoint(challenge.id, [101], MODERATOR, weight=1.5)
    clock.turn_to(DRAFT.closes_at)
    with pytest.raises(InvalidOption, match="while people vote"):
        await bot.juries.appoint(challenge.id, [101], MODERATOR, weight=0.5)
    await bot.juries.appoint(challenge.id, [], MODERATOR)
    assert await bot.juries.jurors(challenge.id) == []


async def test_a_juror_scores_all_but_their_own(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock, entries: list[Entry]
) -> None:
    clock.turn_to(DRAFT.closes_at)
    scored: list[str] = []
    while following := await bot.juries.next_entry(challenge.id, 201):
        assert following.author_id is None
        await bot.juries.score(following.entry_id, 201, THREES)
        scored.append(following.entry_id)
    assert sorted(scored) == sorted(entry.id for entry in entries[1:])
    with pytest.raises(VoteRefused, match="your own entry"):
        await bot.juries.score(entries[0].id, 201, THREES)


async def test_only_the_jury_scores_and_only_while_others_vote(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock, entries: list[Entry]
) -> None:
    with pytest.raises(VotingClosed, match="not before and not after"):
        await bot.juries.score(entries[0].id, 401, THREES)
    clock.turn_to(DRAFT.closes_at)
    with pytest.raises(NotYours, match="Only the jury"):
        await bot.juries.score(entries[0].id, 101, THREES)
    with pytest.raises(NotYours):
        await bot.juries.next_entry(challenge.id, 101)
    with pytest.raises(EntryNotFound):
        await bot.juries.score("nothing", 401, THREES)
    clock.turn_to(DRAFT.voting_closes_at)
    with pytest.raises(VotingClosed):
        await bot.juries.score(entries[0].id, 401, THREES)


async def test_scores_that_cannot_be(
    bot: ChallengeServices, clock: TurnedClock, entries: list[Entry]
) -> None:
    clock.turn_to(DRAFT.closes_at)
    with pytest.raises(InvalidOption, match="Please score these too: craft, theme"):
        await bot.juries.score(
            entries[0].id, 401, {Criterion.CREATIVITY: 1, Criterion.AESTHETICS: 2}
        )
    for score in (0, 6):
        with pytest.raises(InvalidOption, match="from 1 to 5"):
            await bot.juries.score(entries[0].id, 401, THREES | {Criterion.CRAFT: score})


async def test_authors_see_what_the_jury_says_of_theirs(
    bot: ChallengeServices, challenge: Challenge, clock: TurnedClock, entries: list[Entry]
) -> None:
    clock.turn_to(DRAFT.closes_at)
    await bot.juries.score(entries[1].id, 401, dict.fromkeys(Criterion, 1))
    # A second thought takes the place of the first.
    await bot.juries.score(entries[1].id, 401, THREES | {Criterion.CRAFT: 5})
    await bot.juries.score(entries[1].id, 201, THREES)
    with pytest.raises(ResultsNotReady):
        await bot.juries.scores(entries[1].id, 202)
    clock.turn_to(DRAFT.voting_closes_at)
    await bot.results.publish(challenge.id)
    assert await bot.juries.scores(entries[1].id, 202) == THREES | {Criterion.CRAFT: 4}
    assert await bot.juries.scores(entries[0].id, 201) is None
    with pytest.raises(NotYours, match="its author alone"):
        await bot.juries.scores(entries[1].id, 201)
    with pytest.raises(EntryNotFound):
        await bot.juries.scores("nothing", 201)
