"""Results, badges, seasons and rings."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.database.session import Database
from bot.errors import (
    ChallengeNotFound,
    ChallengeOver,
    InvalidOption,
    ModeratorsOnly,
    ResultsNotReady,
    VotingClosed,
)
from bot.judging.choices import Choice
from bot.judging.criteria import Criterion
from bot.judging.rings import Ring, rings
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.challenge import Challenge, Phase
from bot.services.challenges.entry import OwnWork
from bot.services.challenges.outcome import BadgeKind, Results, Season, SeasonMember
from bot.services.challenges.paper import Turnout
from bot.services.challenges.server_settings import ChallengeSettings
from tests.bot.services.challenges.making import (
    a_poem,
    create,
    delete_work,
    enter_many,
    enter_text,
    vote,
)
from tests.bot.services.challenges.scene import (
    ADA,
    DRAFT,
    ELSEWHERE,
    GUILD,
    MODERATOR,
    NOW,
    TurnedClock,
    member,
)


async def held(
    bot: ChallengeServices,
    clock: TurnedClock,
    entries: int = 4,
    voters: int = 5,
    **changes: Any,
) -> Challenge:
    """Returns a challenge whose voting is over; the first to enter has all votes, and so on."""
    clock.turn_to(NOW)
    challenge = await create(bot, **{"opens_at": NOW, **changes})
    await enter_many(bot, challenge, entries)
    clock.turn_to(DRAFT.closes_at)
    for number in range(voters):
        await vote(bot, challenge, member(301 + number))
    clock.turn_to(DRAFT.voting_closes_at)
    return challenge


def authors_of(results: Results) -> list[int]:
    return [ranked.entry.author_id for ranked in results.ranking]


async def test_results_are_counted_once_and_stay(
    bot: ChallengeServices, other_bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await held(bot, clock, voters=20)
    published = await bot.results.publish(challenge.id)
    assert authors_of(published)[0] == 201
    assert authors_of(published)[-1] == 204
    assert published.ranking[0].standing.place == 1
    assert published.turnout == Turnout(20, 20)
    assert published.challenge.phase is Phase.PUBLISHED
    clock.turn_to(datetime(2030, 1, 1, tzinfo=UTC))
    assert await other_bot.results.publish(challenge.id) == published
    assert await other_bot.results.results(challenge.id) == published
    assert [each.id for each in await bot.organising.archive(GUILD)] == [challenge.id]
    assert await bot.organising.current(GUILD) == []


async def test_two_bots_publish_the_same(
    bot: ChallengeServices, other_bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await held(bot, clock)
    results = await asyncio.gather(
        *(each.results.publish(challenge.id) for each in (bot, other_bot, bot, other_bot))
    )
    assert all(each == results[0] for each in results)


async def test_results_come_after_voting_and_never_of_what_was_cancelled(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge, other = await held(bot, clock), await held(bot, clock)
    await bot.organising.cancel(other.id, 1, "Sunshine.", MODERATOR)
    with pytest.raises(ResultsNotReady):
        await bot.results.publish(other.id)
    with pytest.raises(ResultsNotReady):
        await bot.results.results(challenge.id)
    clock.turn_to(DRAFT.closes_at)
    with pytest.raises(ResultsNotReady, match="Voting has not closed"):
        await bot.results.publish(challenge.id)
    for call in (bot.results.publish("nothing"), bot.results.results("nothing")):
        with pytest.raises(ChallengeNotFound):
            await call


async def test_after_results_nothing_changes(bot: ChallengeServices, clock: TurnedClock) -> None:
    challenge = await held(bot, clock)
    published = await bot.results.publish(challenge.id)
    clock.turn_to(DRAFT.closes_at)
    with pytest.raises(VotingClosed):
        await bot.voting.ballot(challenge.id, ADA)
    with pytest.raises(ChallengeOver):
        await bot.organising.cancel(challenge.id, 1, "no", MODERATOR)
    with pytest.raises(ChallengeOver):
        await bot.organising.edit(challenge.id, 1, DRAFT, MODERATOR)
    assert await bot.results.results(challenge.id) == published


@pytest.mark.parametrize("entries", [0, 1])
async def test_a_challenge_with_hardly_anything_in_it(
    bot: ChallengeServices, clock: TurnedClock, entries: int
) -> None:
    challenge = await held(bot, clock, entries, voters=1)
    published = await bot.results.publish(challenge.id)
    assert len(published.ranking) == entries
    assert published.turnout == Turnout(0, 0)
    assert published.badges == ()


async def test_without_votes_all_share_the_place_and_nobody_wins(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await held(bot, clock, voters=0)
    published = await bot.results.publish(challenge.id)
    assert {ranked.standing.place for ranked in published.ranking} == {1}
    assert all(ranked.standing.is_tied for ranked in published.ranking)
    assert published.badges == ()


async def test_a_work_deleted_before_the_count_is_not_ranked_and_after_it_stays(
    bot: ChallengeServices, clock: TurnedClock, database: Database
) -> None:
    challenge = await create(bot, opens_at=NOW, entries_each=2)
    works = [await a_poem(database, ADA), await a_poem(database, ADA)]
    for work_id in works:
        await bot.submissions.submit(challenge.id, ADA, OwnWork(work_id))
    await enter_text(bot, challenge, MODERATOR)
    clock.turn_to(DRAFT.closes_at)
    await vote(bot, challenge, member(301))
    await delete_work(database, works[0])
    clock.turn_to(DRAFT.voting_closes_at)
    published = await bot.results.publish(challenge.id)
    assert sorted(authors_of(published)) == [1, 101]
    await delete_work(database, works[1])
    later = await bot.results.results(challenge.id)
    assert authors_of(later) == authors_of(published)
    assert [r.entry.is_deleted for r in later.ranking if r.entry.author_id == 101] == [True]


async def test_badges(bot: ChallengeServices, clock: TurnedClock) -> None:
    challenge = await held(bot, clock, voters=40)
    published = await bot.results.publish(challenge.id)
    kinds = {badge.kind: badge.member_id for badge in published.badges}
    assert kinds[BadgeKind.GOLD] == 201
    assert BadgeKind.JURY not in kinds
    [badge] = await bot.results.badges(GUILD, 201)
    assert (badge.kind, badge.challenge_id, badge.title) == (BadgeKind.GOLD, challenge.id, "Rain")
    assert await bot.results.badges(GUILD + 1, 201) == []
    assert await bot.results.badges(GUILD, 301) == []


async def test_a_jury_has_a_favourite_and_may_change_places(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    challenge = await create(bot, opens_at=NOW)
    entries = await enter_many(bot, challenge, 4)
    await bot.juries.appoint(challenge.id, [401], MODERATOR, weight=1.0)
    clock.turn_to(DRAFT.closes_at)
    for number in range(5):
        await vote(bot, challenge, member(301 + number))
    for entry, score in zip(entries, (1, 2, 3, 5), strict=True):
        await bot.juries.score(entry.id, 401, dict.fromkeys(Criterion, score))
    clock.turn_to(DRAFT.voting_closes_at)
    published = await bot.results.publish(challenge.id)
    assert authors_of(published) == [204, 203, 202, 201]
    assert [ranked.jury_score for ranked in published.ranking] == [5, 3, 2, 1]
    assert {b.kind for b in published.badges if b.member_id == 204} == {
        BadgeKind.GOLD,
        BadgeKind.JURY,
    }
    badges = await bot.results.badges(GUILD, 204)
    assert [badge.kind for badge in badges] == [BadgeKind.GOLD, BadgeKind.JURY]


async def test_a_season(bot: ChallengeServices, clock: TurnedClock) -> None:
    for _ in range(2):
        challenge = await held(bot, clock, voters=20)
        await bot.results.publish(challenge.id)
    await held(bot, clock)
    season = await bot.results.season(GUILD)
    assert season.season == Season(2026, 1)
    assert season.begins_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert season.ends_at == datetime(2026, 4, 1, tzinfo=UTC)
    assert (season.challenges, season.entries) == (2, 8)
    assert season.turnout == Turnout(20, 40)
    assert season.members[0] == SeasonMember(201, entries=2, wins=2, podiums=2)
    assert {each.member_id for each in season.members} == {201, 202, 203, 204}
    empty = await bot.results.season(GUILD, Season(2025, 4))
    assert (empty.challenges, empty.members) == (0, ())
    for nonsense in (Season(2026, 5), Season(0, 1)):
        with pytest.raises(InvalidOption, match="quarter of a year"):
            await bot.results.season(GUILD, nonsense)


async def test_a_season_ends_at_midnight_of_the_server(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    await bot.settings.save(GUILD, MODERATOR, ChallengeSettings("Pacific/Auckland"))
    clock.turn_to(datetime(2026, 3, 31, 12, tzinfo=UTC))
    season = await bot.results.season(GUILD)
    assert season.season == Season(2026, 2)
    # Summer time, 13 hours before UTC, still holds there.
    assert season.begins_at == datetime(2026, 3, 31, 11, tzinfo=UTC)


async def test_rings_are_for_moderators(bot: ChallengeServices, clock: TurnedClock) -> None:
    challenge = await held(bot, clock)
    for stranger in (ADA, ELSEWHERE):
        with pytest.raises(ModeratorsOnly):
            await bot.results.rings(challenge.id, stranger)
    assert await bot.results.rings(challenge.id, MODERATOR) == []
    await bot.results.publish(challenge.id)
    later = await held(bot, clock)
    assert await bot.results.rings(later.id, MODERATOR) == []


async def test_rings_are_looked_for_in_the_latest_challenges_with_all_that_was_shown(
    bot: ChallengeServices, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[tuple[Sequence[Choice], Mapping[str, int]]] = []

    def look(choices: Sequence[Choice], authors: Mapping[str, int]) -> list[Ring]:
        looked_at.append((choices, authors))
        return rings(choices, authors)

    monkeypatch.setattr("bot.services.challenges.results.rings", look)
    await bot.results.publish((await held(bot, clock)).id)
    challenge = await held(bot, clock)
    await bot.submissions.remove(
        (await bot.submissions.entries(challenge.id))[0].id, MODERATOR, "Copied."
    )
    await bot.results.rings(challenge.id, MODERATOR)
    [(choices, authors)] = looked_at
    assert len(choices) == 10
    assert {entry for choice in choices for entry in choice.shown} == set(authors)
    assert sorted(authors.values()) == sorted([201, 202, 203, 204] * 2)
