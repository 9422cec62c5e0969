"""Submitting to challenges."""

import asyncio
from datetime import timedelta

import pytest

from bot.database.challenge_choices import EntryState, Making
from bot.database.session import Database
from bot.errors import (
    ChallengeNotFound,
    ChallengeOver,
    EntryNotFound,
    EntryRefused,
    InvalidOption,
    ModeratorsOnly,
    NotYours,
    SubmissionsClosed,
    WorkNotFound,
)
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.entry import Entry, OwnWork, UploadedText
from models.base import Kind
from tests.bot.services.challenges.making import (
    a_poem,
    create,
    delete_work,
    encoded,
    enter_text,
    open_challenge,
    pictures,
    refusal,
)
from tests.bot.services.challenges.scene import (
    ADA,
    BRUNO,
    DRAFT,
    ELSEWHERE,
    MODERATOR,
    TurnedClock,
)

TEXT = UploadedText(Kind.POEM, "Rain", "It rains.\n\n\nIt pours.  ")


async def test_a_text_of_ones_own(bot: ChallengeServices) -> None:
    challenge = await open_challenge(bot)
    entry = await bot.submissions.submit(challenge.id, ADA, TEXT)
    assert (entry.author_id, entry.kind, entry.making) == (101, Kind.POEM, Making.HUMAN)
    assert (entry.title, entry.state, entry.work_id) == ("Rain", EntryState.STANDING, None)
    shown = await bot.submissions.shown(entry.id)
    assert (shown.text, shown.picture) == ("It rains.\n\nIt pours.", None)
    assert shown.author_id is None
    assert await bot.submissions.own(challenge.id, 101) == [entry]
    assert await bot.submissions.own(challenge.id, 102) == []


async def test_a_work_of_ones_own(bot: ChallengeServices, database: Database) -> None:
    challenge = await open_challenge(bot, is_blind=False, entries_each=2)
    poem = await a_poem(database, ADA)
    drawn = await pictures(database, ADA, "red", "blue")
    assert [
        (option.work_id, option.kind, option.title, option.pictures)
        for option in await bot.submissions.options(challenge.id, 101)
    ] == [(drawn, Kind.IMAGE, "a red fox in rain", 2), (poem, Kind.POEM, "Tin", 0)]

    first = await bot.submissions.submit(challenge.id, ADA, OwnWork(poem))
    second = await bot.submissions.submit(challenge.id, ADA, OwnWork(drawn, picture=1))
    shown = await bot.submissions.shown(first.id)
    assert (shown.text, shown.author_id) == ("Rain on\ntin\nroofs", 101)
    shown = await bot.submissions.shown(second.id)
    assert (shown.alt_text, shown.picture) == ("all blue", encoded("blue"))
    assert second.making is Making.AI


async def test_only_works_of_ones_own(bot: ChallengeServices, database: Database) -> None:
    challenge = await open_challenge(bot)
    poem, drawn = await a_poem(database, BRUNO), await pictures(database, ADA, "red")
    with pytest.raises(NotYours, match="works of your own only"):
        await bot.submissions.submit(challenge.id, ADA, OwnWork(poem))
    assert "no such picture" in await refusal(bot, challenge, OwnWork(drawn, 1))
    await delete_work(database, poem)
    for work_id in (poem, "nothing"):
        with pytest.raises(WorkNotFound):
            await bot.submissions.submit(challenge.id, BRUNO, OwnWork(work_id))


async def test_a_member_has_so_many_entries(bot: ChallengeServices, database: Database) -> None:
    challenge = await open_challenge(bot, entries_each=2)
    work = OwnWork(await a_poem(database, ADA))
    await bot.submissions.submit(challenge.id, ADA, work)
    with pytest.raises(EntryRefused, match="entered this work already"):
        await bot.submissions.submit(challenge.id, ADA, work)
    second = await enter_text(bot, challenge, ADA)
    with pytest.raises(EntryRefused, match="You have 2 entries in this challenge already"):
        await enter_text(bot, challenge, ADA)
    await enter_text(bot, challenge, BRUNO)
    await bot.submissions.withdraw(second.id, 101)
    await enter_text(bot, challenge, ADA)
    assert len(await bot.submissions.entries(challenge.id)) == 3


async def test_many_clicks_at_once_enter_once(
    bot: ChallengeServices, other_bot: ChallengeServices
) -> None:
    challenge = await open_challenge(bot)
    outcomes = await asyncio.gather(
        *(enter_text(each, challenge, ADA) for each in (bot, other_bot) for _ in range(4)),
        return_exceptions=True,
    )
    assert len([each for each in outcomes if isinstance(each, Entry)]) == 1
    assert len([each for each in outcomes if isinstance(each, EntryRefused)]) == 7
    assert len(await bot.submissions.entries(challenge.id)) == 1


async def test_an_entry_is_replaced(bot: ChallengeServices) -> None:
    challenge = await open_challenge(bot)
    first = await enter_text(bot, challenge, ADA, "First.")
    with pytest.raises(NotYours, match="Only the one who entered this"):
        await bot.submissions.submit(challenge.id, BRUNO, TEXT, replaces=first.id)
    second = await bot.submissions.submit(challenge.id, ADA, TEXT, replaces=first.id)
    assert await bot.submissions.entries(challenge.id) == [second]
    with pytest.raises(EntryNotFound, match="withdrawn, removed or deleted"):
        await bot.submissions.shown(first.id)
    with pytest.raises(EntryNotFound):
        await bot.submissions.submit(challenge.id, ADA, TEXT, replaces=first.id)
    assert await bot.submissions.entries(challenge.id) == [second]


async def test_what_is_refused_replaces_nothing(bot: ChallengeServices) -> None:
    challenge = await open_challenge(bot)
    first = await enter_text(bot, challenge, ADA)
    with pytest.raises(EntryRefused):
        await bot.submissions.submit(
            challenge.id, ADA, UploadedText(Kind.LYRICS, "a", "a"), replaces=first.id
        )
    assert await bot.submissions.entries(challenge.id) == [first]


async def test_entries_are_taken_from_opening_to_closing(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await create(bot)
    with pytest.raises(SubmissionsClosed, match="has not opened"):
        await enter_text(bot, challenge, ADA)
    clock.turn_to(DRAFT.opens_at)
    entry = await enter_text(bot, challenge, ADA)
    clock.turn_to(DRAFT.closes_at - timedelta(seconds=1))
    await enter_text(bot, challenge, BRUNO)
    clock.turn_to(DRAFT.closes_at)
    with pytest.raises(SubmissionsClosed, match="are closed"):
        await enter_text(bot, challenge, MODERATOR)
    with pytest.raises(SubmissionsClosed):
        await bot.submissions.withdraw(entry.id, 101)
    with pytest.raises(SubmissionsClosed):
        await bot.submissions.submit(challenge.id, ADA, TEXT, replaces=entry.id)
    with pytest.raises(SubmissionsClosed):
        await bot.submissions.options(challenge.id, 101)
    assert len(await bot.submissions.entries(challenge.id)) == 2


async def test_a_cancelled_challenge_takes_none(bot: ChallengeServices) -> None:
    challenge = await open_challenge(bot)
    await bot.organising.cancel(challenge.id, 1, "Sunshine.", MODERATOR)
    with pytest.raises(SubmissionsClosed, match="cancelled"):
        await enter_text(bot, challenge, ADA)


async def test_entries_come_from_the_challenges_own_server(bot: ChallengeServices) -> None:
    challenge = await open_challenge(bot)
    with pytest.raises(ChallengeNotFound, match="This server has no such challenge"):
        await enter_text(bot, challenge, ELSEWHERE)


async def test_withdrawing(bot: ChallengeServices) -> None:
    challenge = await open_challenge(bot)
    entry = await enter_text(bot, challenge, ADA)
    with pytest.raises(NotYours):
        await bot.submissions.withdraw(entry.id, 102)
    assert (await bot.submissions.withdraw(entry.id, 101)).state is EntryState.WITHDRAWN
    with pytest.raises(EntryNotFound):
        await bot.submissions.withdraw(entry.id, 101)


async def test_moderators_remove_with_a_reason_until_results(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await open_challenge(bot)
    entries = [await enter_text(bot, challenge, each) for each in (ADA, BRUNO, MODERATOR)]
    for stranger in (ADA, ELSEWHERE):
        with pytest.raises(ModeratorsOnly):
            await bot.submissions.remove(entries[0].id, stranger, "no")
    with pytest.raises(InvalidOption, match="The reason is empty"):
        await bot.submissions.remove(entries[0].id, MODERATOR, "")
    clock.turn_to(DRAFT.closes_at)
    removed = await bot.submissions.remove(entries[0].id, MODERATOR, "Copied.")
    assert (removed.state, removed.reason) == (EntryState.REMOVED, "Copied.")
    with pytest.raises(EntryNotFound):
        await bot.submissions.remove(entries[0].id, MODERATOR, "again")
    clock.turn_to(DRAFT.voting_closes_at)
    await bot.results.publish(challenge.id)
    with pytest.raises(ChallengeOver, match="results"):
        await bot.submissions.remove(entries[1].id, MODERATOR, "Too late.")
    shown = await bot.submissions.shown(entries[1].id)
    assert shown.author_id == 102


async def test_a_deleted_work_takes_part_no_more_and_makes_room(
    bot: ChallengeServices, database: Database
) -> None:
    challenge = await open_challenge(bot)
    work_id = await a_poem(database, ADA)
    entry = await bot.submissions.submit(challenge.id, ADA, OwnWork(work_id))
    await delete_work(database, work_id)
    assert await bot.submissions.entries(challenge.id) == []
    assert (await bot.organising.get(challenge.id)).entry_count == 0
    with pytest.raises(EntryNotFound):
        await bot.submissions.shown(entry.id)
    await enter_text(bot, challenge, ADA)


async def test_a_challenge_takes_only_so_many(
    bot: ChallengeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.challenges.submissions.MOST_ENTRIES", 1)
    challenge = await open_challenge(bot)
    await enter_text(bot, challenge, ADA)
    with pytest.raises(EntryRefused, match="I can take no more"):
        await enter_text(bot, challenge, BRUNO)
