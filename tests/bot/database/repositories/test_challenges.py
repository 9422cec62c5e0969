from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.database.base import utc_now
from bot.database.challenge_choices import EntryState, Making, StepKind, StepState
from bot.database.challenge_tables import Challenge, Entry
from bot.database.repositories.challenges import ChallengeRepository
from bot.database.repositories.entries import EntryRepository
from bot.database.repositories.members import GuildRepository
from bot.database.repositories.steps import StepRepository
from bot.database.session import Database
from tests.bot.database.rows import ADA, BRUNO

GUILD = 1_146_000_000_000_000_009
NOW = utc_now()
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def challenge_id(database: Database) -> str:
    async with database.unit_of_work() as session:
        await GuildRepository(session).ensure(GUILD)
        challenge = Challenge(
            guild_id=GUILD,
            channel_id=1,
            author_id=ADA,
            title="Rain",
            brief="Of rain.",
            kinds=["poem"],
            required_words=[],
            palette=[],
            opens_at=NOW,
            closes_at=NOW + MINUTE,
            voting_closes_at=NOW + 2 * MINUTE,
            entries_each=1,
            making=Making.BOTH,
            is_blind=True,
        )
        return (await ChallengeRepository(session).add(challenge)).id


def an_entry(challenge_id: str, author_id: int = ADA, slot: int | None = 1) -> Entry:
    return Entry(
        challenge_id=challenge_id,
        author_id=author_id,
        slot=slot,
        kind="poem",
        making=Making.HUMAN,
        title="Rain",
        text="It rains.",
    )


async def test_a_change_names_the_version_it_saw(database: Database, challenge_id: str) -> None:
    async with database.unit_of_work() as session:
        challenges = ChallengeRepository(session)
        assert await challenges.change(challenge_id, 1, title="Snow")
        assert not await challenges.change(challenge_id, 1, title="Hail")
        changed = await challenges.get(challenge_id)
        assert changed is not None
        assert (changed.title, changed.version) == ("Snow", 2)


async def test_results_are_published_once_and_end_all_changes(
    database: Database, challenge_id: str
) -> None:
    async with database.unit_of_work() as session:
        challenges = ChallengeRepository(session)
        assert await challenges.publish(challenge_id, NOW, 3, 9)
        assert not await challenges.publish(challenge_id, NOW, 4, 12)
        assert not await challenges.change(challenge_id, 1, title="Snow")
        assert await challenges.current(GUILD) == []
        [published] = await challenges.archive(GUILD, 5, 0)
        assert (published.voters, published.ballots) == (3, 9)


async def test_a_step_is_held_by_one_until_the_hold_ends(
    database: Database, challenge_id: str
) -> None:
    async with database.unit_of_work() as session:
        steps = StepRepository(session)
        await steps.add(challenge_id, StepKind.OPEN, NOW)
        soon, later = NOW + MINUTE, NOW + 2 * MINUTE
        early = NOW - MINUTE
        assert not await steps.claim(challenge_id, StepKind.OPEN, "one", early, soon)
        assert await steps.claim(challenge_id, StepKind.OPEN, "one", NOW, soon)
        assert not await steps.claim(challenge_id, StepKind.OPEN, "two", NOW, soon)
        assert not await steps.change(challenge_id, StepKind.OPEN, "two", state=StepState.DONE)
        assert await steps.claim(challenge_id, StepKind.OPEN, "two", soon, later)
        assert not await steps.change(challenge_id, StepKind.OPEN, "one", state=StepState.DONE)
        assert await steps.change(challenge_id, StepKind.OPEN, "two", state=StepState.DONE)
        assert not await steps.claim(challenge_id, StepKind.OPEN, "one", later, later + MINUTE)
        [step] = await steps.of(challenge_id)
        assert (step.state, step.tries) == (StepState.DONE, 2)


async def test_what_was_begun_is_neither_moved_nor_forgotten(
    database: Database, challenge_id: str
) -> None:
    async with database.unit_of_work() as session:
        steps = StepRepository(session)
        for kind in (StepKind.OPEN, StepKind.CLOSE):
            await steps.add(challenge_id, kind, NOW)
        await steps.claim(challenge_id, StepKind.OPEN, "one", NOW, NOW + MINUTE)
        for kind in (StepKind.OPEN, StepKind.CLOSE):
            await steps.move(challenge_id, kind, NOW + MINUTE)
        due = {step.kind: step.due_at for step in await steps.of(challenge_id)}
        assert due == {StepKind.OPEN: NOW, StepKind.CLOSE: NOW + MINUTE}
        for kind in (StepKind.OPEN, StepKind.CLOSE):
            await steps.forget(challenge_id, kind)
        assert [step.kind for step in await steps.of(challenge_id)] == [StepKind.OPEN]


async def test_a_place_is_taken_once_until_its_entry_ends(
    database: Database, challenge_id: str
) -> None:
    async with database.unit_of_work() as session:
        entries = EntryRepository(session)
        first = await entries.add(an_entry(challenge_id))
        await entries.add(an_entry(challenge_id, BRUNO))
    with pytest.raises(IntegrityError):
        async with database.unit_of_work() as session:
            await EntryRepository(session).add(an_entry(challenge_id))
    async with database.unit_of_work() as session:
        entries = EntryRepository(session)
        assert await entries.end(first.id, EntryState.WITHDRAWN)
        assert not await entries.end(first.id, EntryState.REMOVED)
        second = await entries.add(an_entry(challenge_id))
        assert {entry.id for entry in await entries.standing_by(challenge_id, ADA)} == {second.id}
        assert await entries.count_standing(challenge_id) == 2


async def test_an_entry_that_stands_has_a_place(database: Database, challenge_id: str) -> None:
    with pytest.raises(IntegrityError):
        async with database.unit_of_work() as session:
            await EntryRepository(session).add(an_entry(challenge_id, slot=None))
