"""Nobody votes twice or for themselves, by any route."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.database.repositories.ballots import BallotRepository
from bot.database.repositories.members import MemberRepository
from bot.database.session import Database
from bot.errors import (
    BallotNotFound,
    InvalidOption,
    NotYours,
)
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.paper import Turnout
from tests.bot.services.challenges.making import (
    ids_on,
    open_voting,
    paper_for,
    vote,
)
from tests.bot.services.challenges.scene import (
    ADA,
    TurnedClock,
    member,
)


async def ballots(database: Database) -> list[tuple[Any, ...]]:
    async with database.unit_of_work() as session:
        rows = await session.execute(
            text(
                "SELECT voter_id, entry_id, pick FROM ballot_entries WHERE pick IS NOT NULL"
                " ORDER BY voter_id, pick"
            )
        )
        return [tuple(row) for row in rows]


async def execute(database: Database, statements: list[str]) -> None:
    async with database.unit_of_work() as session:
        for statement in statements:
            await session.execute(text(statement))


async def test_of_answers_at_once_one_counts(
    bot: ChallengeServices, other_bot: ChallengeServices, clock: TurnedClock, database: Database
) -> None:
    challenge = await open_voting(bot, clock)
    paper = await paper_for(bot, challenge)
    first, second, third, fourth = ids_on(paper)
    answers = await asyncio.gather(
        *(
            each.voting.cast(paper.ballot_id, 101, best, worst)
            for each in (bot, other_bot)
            for best, worst in ((first, second), (second, first), (third, fourth))
        ),
        *(each.voting.skip(paper.ballot_id, 101) for each in (bot, other_bot)),
    )
    assert answers.count(True) == 1
    assert len(await ballots(database)) in {0, 2}
    kept = await ballots(database)
    assert not await bot.voting.cast(paper.ballot_id, 101, fourth, third)
    assert not await other_bot.voting.skip(paper.ballot_id, 101)
    assert await ballots(database) == kept


async def test_clicks_at_once_get_one_ballot(
    bot: ChallengeServices, other_bot: ChallengeServices, clock: TurnedClock, database: Database
) -> None:
    challenge = await open_voting(bot, clock)
    papers = await asyncio.gather(
        *(each.voting.ballot(challenge.id, ADA) for each in (bot, other_bot) for _ in range(5))
    )
    assert len({paper.ballot_id for paper in papers if paper}) == 1
    async with database.unit_of_work() as session:
        assert await session.scalar(text("SELECT count(*) FROM ballots")) == 1


async def test_a_replayed_answer_changes_nothing(
    bot: ChallengeServices, clock: TurnedClock, database: Database
) -> None:
    challenge = await open_voting(bot, clock, 2)
    paper = await paper_for(bot, challenge)
    best, other = ids_on(paper)
    assert await bot.voting.cast(paper.ballot_id, 101, best)
    assert not await bot.voting.cast(paper.ballot_id, 101, best)
    assert not await bot.voting.cast(paper.ballot_id, 101, other)
    assert await ballots(database) == [(101, best, "best")]
    assert await bot.voting.turnout(challenge.id) == Turnout(1, 1)


async def test_answers_that_are_not_on_the_ballot(
    bot: ChallengeServices, clock: TurnedClock, database: Database
) -> None:
    challenge, other = await open_voting(bot, clock), await open_voting(bot, clock, 2)
    paper = await paper_for(bot, challenge)
    foreign = (await bot.submissions.entries(other.id))[0].id
    best, worst, *_ = ids_on(paper)
    for picks in ((foreign, worst), (best, foreign), ("nothing", None)):
        with pytest.raises(InvalidOption, match="not on your ballot"):
            await bot.voting.cast(paper.ballot_id, 101, *picks)
    with pytest.raises(InvalidOption, match="can't be the worst as well"):
        await bot.voting.cast(paper.ballot_id, 101, best, best)
    assert await ballots(database) == []


async def test_ballots_of_others(bot: ChallengeServices, clock: TurnedClock) -> None:
    challenge = await open_voting(bot, clock)
    paper = await paper_for(bot, challenge)
    best = ids_on(paper)[0]
    # The author of what is on it, and somebody else.
    author = next(
        entry.author_id for entry in await bot.submissions.entries(challenge.id) if entry.id == best
    )
    for stranger in (author, 102):
        with pytest.raises(NotYours, match="somebody else's ballot"):
            await bot.voting.cast(paper.ballot_id, stranger, best)
        with pytest.raises(NotYours):
            await bot.voting.skip(paper.ballot_id, stranger)
    for call in (bot.voting.cast("nothing", 101, best), bot.voting.skip("nothing", 101)):
        with pytest.raises(BallotNotFound):
            await call


async def test_the_database_itself_forbids_it(
    bot: ChallengeServices, clock: TurnedClock, database: Database
) -> None:
    challenge = await open_voting(bot, clock)
    paper = await paper_for(bot, challenge)
    own = (await bot.submissions.own(challenge.id, 201))[0].id
    seen = ids_on(paper)[0]
    unseen = next(
        entry.id
        for entry in await bot.submissions.entries(challenge.id)
        if entry.id not in ids_on(paper)
    )
    async with database.unit_of_work() as session:
        await MemberRepository(session).ensure(201)
        ballots = BallotRepository(session)
        assert await ballots.give(challenge.id, 201, 0, {}, clock.now)
        latest = await ballots.latest(challenge.id, 201)
        assert latest is not None
    line = "INSERT INTO ballot_entries (ballot_id, position, voter_id, entry_id, author_id, pick)"
    pick = "UPDATE ballot_entries SET pick = 'best' WHERE ballot_id = '{}' AND position = {}"
    on_theirs = f"'{latest.id}', 0, 201, '{own}'"
    for statements in (
        [f"{line} VALUES ({on_theirs}, 201, NULL)"],  # one's own
        [f"{line} VALUES ({on_theirs}, 202, NULL)"],  # one's own, under another name
        [f"{line} VALUES ('{latest.id}', 0, 101, '{unseen}', 202, NULL)"],  # on others' ballot
        [
            f"{line} SELECT '{paper.ballot_id}', 9, 101, id, author_id, NULL FROM entries"
            f" WHERE id = '{seen}'"
        ],  # twice
        [pick.format(paper.ballot_id, 0), pick.format(paper.ballot_id, 1)],  # two firsts
        [
            "INSERT INTO ballots (id, challenge_id, voter_id, number, given_at)"
            f" VALUES ('new', '{challenge.id}', 101, 0, '2026-01-01')"
        ],  # another ballot
    ):
        with pytest.raises(IntegrityError):
            await execute(database, statements)


async def test_voting_to_the_end_counts_each_look_once(
    bot: ChallengeServices, other_bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await open_voting(bot, clock, 6)
    answered = await asyncio.gather(
        *(vote(bots, challenge, member(300 + n)) for n, bots in enumerate((bot, other_bot) * 2))
    )
    assert answered == [2] * 4
    assert await bot.voting.turnout(challenge.id) == Turnout(4, 8)
