"""Published results, filled and read."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_tables import Challenge as ChallengeRow
from bot.database.challenge_tables import ChallengeStanding
from bot.database.repositories.entries import EntryRepository
from bot.database.repositories.standings import StandingRepository
from bot.judging.ranking import Standing
from bot.services.challenges.badges import badges_in
from bot.services.challenges.challenge_rows import challenge_in
from bot.services.challenges.entry_rows import entry_in
from bot.services.challenges.outcome import RankedEntry, Results
from bot.services.challenges.paper import Turnout


def standing_rows(
    challenge_id: str, standings: Iterable[Standing], jury: Mapping[str, float]
) -> list[ChallengeStanding]:
    """Returns the rows of a ranking, the best first.

    Args:
        challenge_id: Whose.
        standings: The best first.
        jury: Mean of the jury's scores by entry.
    """
    return [
        ChallengeStanding(
            entry_id=standing.entry_id,
            challenge_id=challenge_id,
            position=position,
            place=standing.place,
            is_tied=standing.is_tied,
            score=standing.score,
            low_place=standing.low_place,
            high_place=standing.high_place,
            shown=standing.shown,
            jury_score=jury.get(standing.entry_id),
        )
        for position, standing in enumerate(standings)
    ]


async def results_in(session: AsyncSession, row: ChallengeRow, now: datetime) -> Results:
    """Returns the stored results of a published challenge."""
    deleted = await EntryRepository(session).deleted(row.id)
    ranking = tuple(
        RankedEntry(
            entry_in(entry, is_deleted=entry.id in deleted),
            _standing(standing),
            standing.jury_score,
        )
        for standing, entry in await StandingRepository(session).of(row.id)
    )
    challenge = await challenge_in(session, row, now)
    turnout = Turnout(row.voters or 0, row.ballots or 0)
    return Results(challenge, ranking, turnout, badges_in(challenge, ranking))


def _standing(row: ChallengeStanding) -> Standing:
    return Standing(
        row.entry_id,
        row.place,
        row.is_tied,
        row.score,
        row.low_place,
        row.high_place,
        row.shown,
    )
