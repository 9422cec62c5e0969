"""Results: counted once, and then as they were."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.repositories.ballots import BallotRepository
from bot.database.repositories.challenges import ChallengeRepository
from bot.database.repositories.entries import EntryRepository
from bot.database.repositories.standings import StandingRepository
from bot.database.session import Database
from bot.errors import InvalidOption, ResultsNotReady
from bot.judging.choices import Choice
from bot.judging.criteria import JuryScore, means_by_criterion
from bot.judging.jury import Verdict
from bot.judging.ranking import Standing, rank
from bot.judging.rings import Ring, rings
from bot.services.challenges.access import check_moderator, existing, locked, phase_now
from bot.services.challenges.badges import badges_of
from bot.services.challenges.challenge import Phase
from bot.services.challenges.choices import choices_in
from bot.services.challenges.clock import Clock
from bot.services.challenges.contestant import Contestant
from bot.services.challenges.juries import jury_scores
from bot.services.challenges.outcome import Badge, Results, Season, SeasonStatistics
from bot.services.challenges.paper import Turnout
from bot.services.challenges.seasons import bounds_of, members_in, season_at
from bot.services.challenges.server_settings import settings_of
from bot.services.challenges.standing_rows import results_in, standing_rows
from bot.services.challenges.wall_clock import zone_named

_LOOKED_AT = 10


@dataclass(frozen=True)
class _Count:
    """All that a ranking is made from."""

    authors: Mapping[str, int]
    choices: list[Choice]
    scores: tuple[JuryScore, ...]
    jury_weight: float


class ResultsService:
    """Counts ballots and remembers what came out."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def publish(self, challenge_id: str) -> Results:
        """Counts, if nobody has yet, and returns the results, the same from then on.

        Call it when the step PUBLISH is claimed, before showing anything.

        Raises:
            ChallengeNotFound: There is none.
            ResultsNotReady: Voting has not closed, or the challenge was cancelled.
        """
        while True:
            async with self._database.unit_of_work() as session:
                challenge = await locked(session, challenge_id)
                if challenge.published_at is not None:
                    return await results_in(session, challenge, self._clock())
                if await phase_now(session, challenge, self._clock()) is not Phase.COUNTING:
                    raise ResultsNotReady("Voting has not closed, so there are no results yet.")
                count = await _count(session, challenge_id, challenge.jury_weight)
            # Takes seconds with hundreds of entries; nothing but removed entries can change it.
            standings = await asyncio.to_thread(_ranked, count)
            await self._store(challenge_id, count, standings)

    async def results(self, challenge_id: str) -> Results:
        """Returns published results.

        Raises:
            ChallengeNotFound: There is none.
            ResultsNotReady: They are not published.
        """
        async with self._database.unit_of_work() as session:
            challenge = await existing(session, challenge_id)
            if challenge.published_at is None:
                raise ResultsNotReady("The results of this challenge are not published.")
            return await results_in(session, challenge, self._clock())

    async def badges(self, guild_id: int, member_id: int) -> list[Badge]:
        """Returns what a member won in a server, latest first."""
        async with self._database.unit_of_work() as session:
            return badges_of(await StandingRepository(session).of_member(guild_id, member_id))

    async def season(self, guild_id: int, season: Season | None = None) -> SeasonStatistics:
        """Returns the statistics of a season; None is the one that is now.

        Raises:
            InvalidOption: There is no such quarter or year.
        """
        async with self._database.unit_of_work() as session:
            zone = zone_named((await settings_of(session, guild_id)).time_zone)
            season = season or season_at(self._clock(), zone)
            if not (1 <= season.quarter <= 4 and 2000 <= season.year <= 9000):
                raise InvalidOption("A season is a quarter of a year, such as 2026 Q1.")
            begin, end = bounds_of(season, zone)
            held = await ChallengeRepository(session).published_between(guild_id, begin, end)
            ids = [challenge.id for challenge in held]
            standings = await StandingRepository(session).authors(ids)
            turnout = Turnout(*await BallotRepository(session).turnout(ids))
        members = members_in(standings)
        return SeasonStatistics(season, begin, end, len(held), len(standings), turnout, members)

    async def rings(self, challenge_id: str, member: Contestant) -> list[Ring]:
        """Returns groups of members who vote for each other far above chance.

        Looks at a challenge and those of its server that ended last: friends who vote for each
        other once may mean it.

        Raises:
            ModeratorsOnly: The member is no moderator.
            ChallengeNotFound: There is none.
        """
        async with self._database.unit_of_work() as session:
            challenge = await existing(session, challenge_id)
            check_moderator(member, challenge.guild_id)
            ended = await ChallengeRepository(session).archive(challenge.guild_id, _LOOKED_AT, 0)
            ids = list(dict.fromkeys([challenge_id, *(each.id for each in ended)]))
            authors = await EntryRepository(session).authors(ids)
            ballots = BallotRepository(session)
            choices = [choice for each in ids for choice in choices_in(await ballots.lines(each))]
        return await asyncio.to_thread(rings, choices, authors)

    async def _store(self, challenge_id: str, count: _Count, standings: list[Standing]) -> None:
        async with self._database.unit_of_work() as session:
            challenge = await locked(session, challenge_id)
            if await _count(session, challenge_id, challenge.jury_weight) != count:
                return
            turnout = await BallotRepository(session).turnout([challenge_id])
            if await ChallengeRepository(session).publish(challenge_id, self._clock(), *turnout):
                rows = standing_rows(challenge_id, standings, _jury_means(count.scores))
                await StandingRepository(session).add(rows)


async def _count(session: AsyncSession, challenge_id: str, jury_weight: float) -> _Count:
    entries = await EntryRepository(session).standing(challenge_id)
    return _Count(
        {entry.id: entry.author_id for entry in entries},
        choices_in(await BallotRepository(session).lines(challenge_id)),
        tuple(await jury_scores(session, challenge_id)),
        jury_weight,
    )


def _ranked(count: _Count) -> list[Standing]:
    verdict = Verdict(count.scores, count.jury_weight) if count.scores else None
    return rank(list(count.authors), count.choices, verdict)


def _jury_means(scores: tuple[JuryScore, ...]) -> dict[str, float]:
    means = means_by_criterion(scores)
    return {entry_id: fmean(by_criterion.values()) for entry_id, by_criterion in means.items()}
