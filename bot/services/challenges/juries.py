"""Juries, who score entries by criteria."""

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_tables import Challenge as ChallengeRow
from bot.database.challenge_tables import Entry as EntryRow
from bot.database.repositories.challenges import ChallengeRepository
from bot.database.repositories.entries import EntryRepository
from bot.database.repositories.juries import JuryRepository
from bot.database.repositories.members import MemberRepository
from bot.database.session import Database
from bot.errors import (
    EntryNotFound,
    InvalidOption,
    NotYours,
    ResultsNotReady,
    VoteRefused,
    VotingClosed,
)
from bot.judging.criteria import (
    LEAST_SCORE,
    MOST_SCORE,
    Criterion,
    JuryScore,
    means_by_criterion,
)
from bot.services.challenges.access import (
    check_moderator,
    check_running,
    existing,
    locked,
    phase_now,
)
from bot.services.challenges.challenge import Phase
from bot.services.challenges.clock import Clock
from bot.services.challenges.contestant import Contestant
from bot.services.challenges.entry import ShownEntry
from bot.services.challenges.entry_rows import GONE, shown_in
from bot.services.challenges.outcome import CriteriaScores

MOST_JURORS = 10


class JuryService:
    """Lets chosen members score entries while others vote."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def appoint(
        self,
        challenge_id: str,
        juror_ids: Sequence[int],
        member: Contestant,
        weight: float = 0.0,
    ) -> None:
        """Sets who is in the jury, up to 10; an empty one is none.

        Args:
            challenge_id: Which challenge.
            juror_ids: All its members.
            member: Who decides.
            weight: How much the jury counts beside the ballots, from 0 to 1; with 0 authors see
                its scores, but they change no places. Fixed when voting begins.

        Raises:
            ModeratorsOnly: The member is no moderator.
            ChallengeNotFound: There is none.
            ChallengeOver: It is published or cancelled.
            InvalidOption: They are too many, or the weight can't be used.
        """
        jurors = sorted(set(juror_ids))
        if len(jurors) > MOST_JURORS:
            raise InvalidOption(f"A jury has up to {MOST_JURORS} members.")
        if not 0 <= weight <= 1:
            raise InvalidOption("A jury counts from 0 to 100 percent.")
        async with self._database.unit_of_work() as session:
            challenge = await locked(session, challenge_id)
            check_moderator(member, challenge.guild_id)
            phase = await phase_now(session, challenge, self._clock())
            check_running(phase)
            if phase >= Phase.VOTING and weight != challenge.jury_weight:
                raise InvalidOption("How much a jury counts can't be changed while people vote.")
            for juror_id in jurors:
                await MemberRepository(session).ensure(juror_id)
            await JuryRepository(session).appoint(challenge_id, jurors)
            await ChallengeRepository(session).set_jury_weight(challenge_id, weight)

    async def jurors(self, challenge_id: str) -> list[int]:
        """Returns the ids of the jury's members."""
        async with self._database.unit_of_work() as session:
            return list(await JuryRepository(session).jurors(challenge_id))

    async def next_entry(self, challenge_id: str, juror_id: int) -> ShownEntry | None:
        """Returns an entry that the juror has not scored, not their own; None if none is left.

        Raises:
            ChallengeNotFound: There is none.
            VotingClosed: Scores are not taken.
            NotYours: They are not in the jury.
        """
        async with self._database.unit_of_work() as session:
            challenge = await existing(session, challenge_id)
            await self._check_open(session, challenge, juror_id)
            scores = await JuryRepository(session).scores(challenge_id)
            scored = {score.entry_id for score in scores if score.juror_id == juror_id}
            for entry in await EntryRepository(session).standing(challenge_id):
                if entry.author_id != juror_id and entry.id not in scored:
                    return await shown_in(session, entry, with_author=not challenge.is_blind)
            return None

    async def score(self, entry_id: str, juror_id: int, scores: Mapping[Criterion, int]) -> None:
        """Sets a juror's scores of an entry, in the place of earlier ones.

        Args:
            entry_id: Which entry.
            juror_id: Who scores.
            scores: From 1 to 5 for each criterion.

        Raises:
            EntryNotFound: There is none, or it takes part no more.
            NotYours: They are not in the jury.
            VoteRefused: It is their own entry.
            VotingClosed: Scores are not taken.
            InvalidOption: A criterion is missing, or a score out of bounds.
        """
        _check_scores(scores)
        async with self._database.unit_of_work() as session:
            entry = _found(await EntryRepository(session).get_standing(entry_id))
            challenge = await locked(session, entry.challenge_id)
            await self._check_open(session, challenge, juror_id)
            if entry.author_id == juror_id:
                raise VoteRefused("That is your own entry; the others of the jury score it.")
            named = {str(criterion): score for criterion, score in scores.items()}
            await JuryRepository(session).score(entry_id, entry.author_id, juror_id, named)

    async def scores(self, entry_id: str, member_id: int) -> CriteriaScores | None:
        """Returns the jury's mean scores of one's own entry by criterion; None if there are none.

        Raises:
            EntryNotFound: There is none.
            NotYours: It is somebody else's.
            ResultsNotReady: The results are not published yet.
        """
        async with self._database.unit_of_work() as session:
            entry = _found(await EntryRepository(session).get(entry_id))
            if entry.author_id != member_id:
                raise NotYours("What the jury says of an entry is for its author alone.")
            challenge = await existing(session, entry.challenge_id)
            if challenge.published_at is None:
                raise ResultsNotReady("The results are not published yet.")
            return means_by_criterion(await jury_scores(session, challenge.id)).get(entry_id)

    async def _check_open(
        self, session: AsyncSession, challenge: ChallengeRow, juror_id: int
    ) -> None:
        if juror_id not in await JuryRepository(session).jurors(challenge.id):
            raise NotYours("Only the jury of this challenge can do that.")
        if await phase_now(session, challenge, self._clock()) is not Phase.VOTING:
            raise VotingClosed("The jury scores while others vote, not before and not after.")


async def jury_scores(session: AsyncSession, challenge_id: str) -> list[JuryScore]:
    """Returns all scores of a challenge's jury."""
    return [
        JuryScore(row.juror_id, row.entry_id, Criterion(row.criterion), row.score)
        for row in await JuryRepository(session).scores(challenge_id)
    ]


def _check_scores(scores: Mapping[Criterion, int]) -> None:
    missing = [criterion for criterion in Criterion if criterion not in scores]
    if missing:
        raise InvalidOption(f"Please score these too: {', '.join(missing)}.")
    if not all(LEAST_SCORE <= score <= MOST_SCORE for score in scores.values()):
        raise InvalidOption(f"Scores go from {LEAST_SCORE} to {MOST_SCORE}.")


def _found(entry: EntryRow | None) -> EntryRow:
    if entry is None:
        raise EntryNotFound(GONE)
    return entry
