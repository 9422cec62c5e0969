"""Voting in challenges."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_choices import Pick
from bot.database.challenge_tables import Ballot
from bot.database.challenge_tables import Challenge as ChallengeRow
from bot.database.repositories.ballots import BallotLine, BallotRepository
from bot.database.repositories.entries import EntryRepository
from bot.database.repositories.members import MemberRepository
from bot.database.session import Database
from bot.errors import BallotNotFound, InvalidOption, NotYours, VoteRefused, VotingClosed
from bot.judging.ballots import next_shown
from bot.services.challenges.access import check_guild, existing, locked, phase_now
from bot.services.challenges.challenge import Phase
from bot.services.challenges.choices import choices_in
from bot.services.challenges.clock import Clock
from bot.services.challenges.contestant import Contestant
from bot.services.challenges.entry_rows import shown_in
from bot.services.challenges.paper import BallotPaper, Turnout
from bot.services.challenges.server_settings import ChallengeSettings, settings_of

_FEWEST = 2


@dataclass(frozen=True)
class _State:
    """All that decides on a voter's next ballot.

    Attributes:
        number: How many ballots they had.
        authors: Of the entries that take part.
    """

    number: int
    authors: Mapping[str, int]
    lines: list[BallotLine]


class VotingService:
    """Gives out ballots and takes them in; each counts once.

    The database rules out that somebody votes on their own entry, twice on the same, or has two
    first choices on a ballot, whoever asks it to.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def ballot(self, challenge_id: str, voter: Contestant) -> BallotPaper | None:
        """Returns the voter's ballot: the same one until it is answered; None if all were seen.

        Raises:
            ChallengeNotFound: There is none.
            VotingClosed: Votes are not taken.
            VoteRefused: The account or the membership is too young.
        """
        while True:
            held = await self._held_or_state(challenge_id, voter)
            if not isinstance(held, _State):
                return held
            # With hundreds of entries and voters, it takes a while to choose.
            shown = await asyncio.to_thread(_next_shown, held, voter.member_id)
            if not shown:
                return None
            # Another click or bot may be faster; then theirs is the ballot.
            await self._give(challenge_id, voter.member_id, held, shown)

    async def cast(
        self, ballot_id: str, voter_id: int, best: str, worst: str | None = None
    ) -> bool:
        """Counts a ballot; False if it was answered before, which stays as it is.

        Args:
            ballot_id: Which one.
            voter_id: Who answers.
            best: Id of the entry chosen as best.
            worst: Of the one chosen as worst; None if the voter chose none.

        Raises:
            BallotNotFound: There is none.
            NotYours: It is somebody else's.
            VotingClosed: Votes are not taken any more.
            InvalidOption: The entries are not on the ballot, or the same.
        """
        picks = {Pick.BEST: best} if worst is None else {Pick.BEST: best, Pick.WORST: worst}
        return await self._answer(ballot_id, voter_id, picks)

    async def skip(self, ballot_id: str, voter_id: int) -> bool:
        """Puts a ballot away without a vote; False if it was answered before.

        Raises:
            BallotNotFound: There is none.
            NotYours: It is somebody else's.
            VotingClosed: Votes are not taken any more.
        """
        return await self._answer(ballot_id, voter_id, {})

    async def turnout(self, challenge_id: str) -> Turnout:
        """Returns how many have voted; skipped ballots don't count."""
        async with self._database.unit_of_work() as session:
            return Turnout(*await BallotRepository(session).turnout([challenge_id]))

    async def _held_or_state(
        self, challenge_id: str, voter: Contestant
    ) -> BallotPaper | _State | None:
        """Returns the ballot that the voter holds; else what decides on their next one."""
        async with self._database.unit_of_work() as session:
            challenge = await existing(session, challenge_id)
            check_guild(voter, challenge)
            await self._check_open(session, challenge)
            self._check_ages(voter, await settings_of(session, challenge.guild_id))
            ballots, entries = BallotRepository(session), EntryRepository(session)
            latest = await ballots.latest(challenge_id, voter.member_id)
            if latest is not None and latest.answered_at is None:
                paper = await _paper(session, challenge, latest)
                if paper is not None:
                    return paper
                # What it showed was removed or deleted.
                await ballots.answer(latest.id, {}, self._clock())
            authors = {e.id: e.author_id for e in await entries.standing(challenge_id)}
            lines = list(await ballots.lines(challenge_id))
            return _State(latest.number + 1 if latest else 0, authors, lines)

    async def _give(
        self, challenge_id: str, voter_id: int, state: _State, shown: tuple[str, ...]
    ) -> None:
        async with self._database.unit_of_work() as session:
            await self._check_open(session, await locked(session, challenge_id))
            await MemberRepository(session).ensure(voter_id)
            authors = {entry_id: state.authors[entry_id] for entry_id in shown}
            await BallotRepository(session).give(
                challenge_id, voter_id, state.number, authors, self._clock()
            )

    async def _answer(self, ballot_id: str, voter_id: int, picks: Mapping[Pick, str]) -> bool:
        async with self._database.unit_of_work() as session:
            ballots = BallotRepository(session)
            ballot = await ballots.get(ballot_id)
            if ballot is None:
                raise BallotNotFound("I don't know that ballot. Ask for one with the button.")
            if ballot.voter_id != voter_id:
                raise NotYours("That is somebody else's ballot. Ask for your own with the button.")
            # Nobody publishes results meanwhile.
            challenge = await locked(session, ballot.challenge_id)
            if ballot.answered_at is not None:
                return False
            await self._check_open(session, challenge)
            _check_picks(picks, await _standing_on(session, ballot))
            return await ballots.answer(ballot_id, picks, self._clock())

    async def _check_open(self, session: AsyncSession, challenge: ChallengeRow) -> None:
        phase = await phase_now(session, challenge, self._clock())
        if phase is Phase.CANCELLED:
            raise VotingClosed("This challenge was cancelled.")
        if phase < Phase.VOTING:
            raise VotingClosed("Voting has not begun; it does when submissions close.")
        if phase > Phase.VOTING:
            raise VotingClosed("Voting is closed.")

    def _check_ages(self, voter: Contestant, settings: ChallengeSettings) -> None:
        now = self._clock()
        if voter.created_at > now - timedelta(days=settings.account_days):
            raise VoteRefused(
                "So that everybody votes once, an account has to be "
                f"{_days(settings.account_days)} old to vote here."
            )
        if voter.joined_at is None:
            is_young = settings.membership_days > 0
        else:
            is_young = voter.joined_at > now - timedelta(days=settings.membership_days)
        if is_young:
            raise VoteRefused(
                "So that everybody votes once, you have to be a member for "
                f"{_days(settings.membership_days)} to vote here."
            )


def _next_shown(state: _State, voter_id: int) -> tuple[str, ...]:
    return next_shown(state.authors, choices_in(state.lines), voter_id, np.random.default_rng())


async def _standing_on(session: AsyncSession, ballot: Ballot) -> list[str]:
    """Returns what of a ballot still takes part."""
    entries = EntryRepository(session)
    shown = await BallotRepository(session).shown(ballot.id)
    return [entry_id for entry_id in shown if await entries.get_standing(entry_id)]


async def _paper(
    session: AsyncSession, challenge: ChallengeRow, ballot: Ballot
) -> BallotPaper | None:
    """Returns a ballot as its voter sees it; None if too little is left on it."""
    entries = EntryRepository(session)
    standing = await _standing_on(session, ballot)
    if len(standing) < _FEWEST:
        return None
    rows = [row for entry_id in standing if (row := await entries.get(entry_id))]
    shown = [await shown_in(session, row, with_author=not challenge.is_blind) for row in rows]
    return BallotPaper(ballot.id, challenge.id, tuple(shown), ballot.number)


def _check_picks(picks: Mapping[Pick, str], shown: list[str]) -> None:
    for entry_id in picks.values():
        if entry_id not in shown:
            raise InvalidOption("That is not on your ballot. Ask for it again with the button.")
    if len(set(picks.values())) < len(picks):
        raise InvalidOption("The best can't be the worst as well. Choose another one.")


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
