"""Voting in challenges."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.database.repositories.members import MemberRepository
from bot.database.session import Database
from bot.errors import (
    ChallengeNotFound,
    InvalidOption,
    VoteRefused,
    VotingClosed,
)
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.entry import OwnWork
from bot.services.challenges.paper import Turnout
from bot.services.challenges.server_settings import ChallengeSettings
from tests.bot.services.challenges.making import (
    a_poem,
    create,
    delete_work,
    enter_many,
    enter_text,
    ids_on,
    open_voting,
    paper_for,
    pictures,
)
from tests.bot.services.challenges.scene import (
    ADA,
    BRUNO,
    CLARA,
    DAY,
    DRAFT,
    ELSEWHERE,
    GUILD,
    MODERATOR,
    NOW,
    TurnedClock,
    member,
)


async def test_a_ballot_is_the_same_until_it_is_answered(
    bot: ChallengeServices, other_bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await open_voting(bot, clock)
    paper = await paper_for(bot, challenge)
    assert len(paper.entries) == 4
    assert paper.answered == 0
    assert {entry.author_id for entry in paper.entries} == {None}
    assert {entry.text for entry in paper.entries} == {"It rains."}
    assert await paper_for(other_bot, challenge) == paper
    best, _, _, worst = ids_on(paper)
    assert await bot.voting.cast(paper.ballot_id, 101, best, worst)
    following = await paper_for(bot, challenge)
    assert following.answered == 1
    assert not set(ids_on(paper)) & set(ids_on(following))
    assert await bot.voting.skip(following.ballot_id, 101)
    assert await bot.voting.ballot(challenge.id, ADA) is None
    assert await bot.voting.turnout(challenge.id) == Turnout(voters=1, ballots=1)


async def test_open_ballots_name_authors(bot: ChallengeServices, clock: TurnedClock) -> None:
    challenge = await open_voting(bot, clock, 2, is_blind=False)
    paper = await paper_for(bot, challenge)
    assert {entry.author_id for entry in paper.entries} == {201, 202}


async def test_pictures_come_with_their_descriptions(
    bot: ChallengeServices, clock: TurnedClock, database: Database
) -> None:
    challenge = await create(bot, opens_at=NOW)
    for author in (ADA, BRUNO):
        drawn = await pictures(database, author, "red")
        await bot.submissions.submit(challenge.id, author, OwnWork(drawn))
    clock.turn_to(DRAFT.closes_at)
    paper = await paper_for(bot, challenge, CLARA)
    assert [entry.alt_text for entry in paper.entries] == ["all red"] * 2
    assert all(entry.picture for entry in paper.entries)


async def test_nobody_sees_their_own(bot: ChallengeServices, clock: TurnedClock) -> None:
    challenge = await open_voting(bot, clock, 9)
    own = {entry.id for entry in await bot.submissions.own(challenge.id, 201)}
    seen: list[str] = []
    while paper := await bot.voting.ballot(challenge.id, member(201)):
        seen += ids_on(paper)
        await bot.voting.skip(paper.ballot_id, 201)
    assert len(seen) == len(set(seen)) == 8
    assert not own & set(seen)


async def test_votes_are_taken_from_closing_to_the_end(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await open_voting(bot, clock)
    clock.turn_to(DRAFT.closes_at - timedelta(seconds=1))
    with pytest.raises(VotingClosed, match="has not begun"):
        await bot.voting.ballot(challenge.id, ADA)
    clock.turn_to(DRAFT.closes_at)
    paper = await paper_for(bot, challenge)
    clock.turn_to(DRAFT.voting_closes_at)
    for call in (
        bot.voting.ballot(challenge.id, ADA),
        bot.voting.cast(paper.ballot_id, 101, ids_on(paper)[0]),
        bot.voting.skip(paper.ballot_id, 101),
    ):
        with pytest.raises(VotingClosed, match="Voting is closed"):
            await call


async def test_a_cancelled_challenge_takes_no_votes(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await open_voting(bot, clock)
    paper = await paper_for(bot, challenge)
    await bot.organising.cancel(challenge.id, 1, "Sunshine.", MODERATOR)
    with pytest.raises(VotingClosed, match="cancelled"):
        await bot.voting.cast(paper.ballot_id, 101, ids_on(paper)[0])


async def test_young_accounts_and_members_wait(bot: ChallengeServices, clock: TurnedClock) -> None:
    challenge = await open_voting(bot, clock)
    now = clock.now
    for voter, words in (
        (replace(ADA, created_at=now - 13 * DAY), "an account has to be 14 days old"),
        (replace(ADA, joined_at=now - DAY), "a member for 2 days"),
        (replace(ADA, joined_at=None), "a member for 2 days"),
    ):
        with pytest.raises(VoteRefused, match=words):
            await bot.voting.ballot(challenge.id, voter)
    await bot.settings.save(GUILD, MODERATOR, ChallengeSettings("UTC", 0, 0))
    young = replace(ADA, created_at=now, joined_at=None)
    assert await bot.voting.ballot(challenge.id, young)


async def test_voters_come_from_the_challenges_own_server(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await open_voting(bot, clock)
    for unknown, voter in ((challenge.id, ELSEWHERE), ("nothing", ADA)):
        with pytest.raises(ChallengeNotFound):
            await bot.voting.ballot(unknown, voter)


@pytest.mark.parametrize("entries", [0, 1])
async def test_with_nothing_to_compare_there_is_no_ballot(
    bot: ChallengeServices, clock: TurnedClock, entries: int
) -> None:
    challenge = await open_voting(bot, clock, entries)
    assert await bot.voting.ballot(challenge.id, ADA) is None


async def test_what_is_gone_is_taken_off_ballots(
    bot: ChallengeServices, clock: TurnedClock, database: Database
) -> None:
    challenge = await create(bot, opens_at=NOW)
    work_id = await a_poem(database, ADA)
    deleted = await bot.submissions.submit(challenge.id, ADA, OwnWork(work_id))
    removed = await enter_text(bot, challenge, BRUNO)
    await enter_many(bot, challenge, 2)
    clock.turn_to(DRAFT.closes_at)
    paper = await paper_for(bot, challenge, CLARA)
    await delete_work(database, work_id)
    await bot.submissions.remove(removed.id, MODERATOR, "Copied.")
    left = await paper_for(bot, challenge, CLARA)
    assert left.ballot_id == paper.ballot_id
    assert ids_on(left) == [i for i in ids_on(paper) if i not in {deleted.id, removed.id}]
    with pytest.raises(InvalidOption, match="not on your ballot"):
        await bot.voting.cast(left.ballot_id, 103, deleted.id)
    assert await bot.voting.cast(left.ballot_id, 103, ids_on(left)[0])


async def test_a_ballot_with_too_little_left_is_put_away(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await open_voting(bot, clock, 6)
    paper = await paper_for(bot, challenge)
    for entry_id in ids_on(paper)[:3]:
        await bot.submissions.remove(entry_id, MODERATOR, "Copied.")
    following = await paper_for(bot, challenge)
    assert following.ballot_id != paper.ballot_id
    assert len(following.entries) == 2


async def test_500_entries(bot: ChallengeServices, clock: TurnedClock, database: Database) -> None:
    challenge = await create(bot, opens_at=NOW)
    async with database.unit_of_work() as session:
        for number in range(500):
            await MemberRepository(session).ensure(1000 + number)
            await session.execute(
                text(
                    "INSERT INTO entries (id, challenge_id, author_id, slot, kind, making, title,"
                    " text, state, created_at) VALUES (:id, :challenge, :author, 1, 'poem',"
                    " 'human', 'Rain', 'It rains.', 'standing', '2026-03-02')"
                ),
                {"id": f"entry-{number:03}", "challenge": challenge.id, "author": 1000 + number},
            )
    clock.turn_to(DRAFT.closes_at)
    for voter in range(1000, 1004):
        for _ in range(5):
            paper = await paper_for(bot, challenge, member(voter))
            best, *_, worst = ids_on(paper)
            await bot.voting.cast(paper.ballot_id, voter, best, worst)
    assert await bot.voting.turnout(challenge.id) == Turnout(4, 20)
    clock.turn_to(DRAFT.voting_closes_at)
    published = await bot.results.publish(challenge.id)
    assert len(published.ranking) == 500
