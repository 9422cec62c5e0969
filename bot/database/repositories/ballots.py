"""Ballots: what was shown to whom, and what they said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.base import new_id
from bot.database.challenge_choices import Pick
from bot.database.challenge_tables import Ballot, BallotEntry
from bot.database.repositories.upsert import insert_if_absent


@dataclass(frozen=True)
class BallotLine:
    """An entry on a ballot."""

    ballot_id: str
    voter_id: int
    entry_id: str
    pick: Pick | None


class BallotRepository:
    """All ballots."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def give(
        self,
        challenge_id: str,
        voter_id: int,
        number: int,
        authors: Mapping[str, int],
        at: datetime,
    ) -> bool:
        """Gives a known voter their ballot of that number; False if they have it already.

        Args:
            challenge_id: The challenge.
            voter_id: The voter.
            number: How many they had before.
            authors: The entries in the order of their positions, with their authors.
            at: When.
        """
        ballot_id = new_id()
        await insert_if_absent(
            self._session,
            Ballot,
            id=ballot_id,
            challenge_id=challenge_id,
            voter_id=voter_id,
            number=number,
            given_at=at,
        )
        # Its id tells whether the row is this one, or one that somebody else was faster with.
        if await self.get(ballot_id) is None:
            return False
        self._session.add_all(
            BallotEntry(
                ballot_id=ballot_id,
                position=position,
                voter_id=voter_id,
                entry_id=entry_id,
                author_id=author_id,
            )
            for position, (entry_id, author_id) in enumerate(authors.items())
        )
        await self._session.flush()
        return True

    async def get(self, ballot_id: str) -> Ballot | None:
        """The ballot; None if there is none."""
        return await self._session.get(Ballot, ballot_id, populate_existing=True)

    async def latest(self, challenge_id: str, voter_id: int) -> Ballot | None:
        """The voter's latest ballot; None if they had none."""
        return await self._session.scalar(
            select(Ballot)
            .where(Ballot.challenge_id == challenge_id, Ballot.voter_id == voter_id)
            .order_by(Ballot.number.desc())
            .limit(1)
        )

    async def shown(self, ballot_id: str) -> Sequence[str]:
        """The ids of the entries on the ballot, in the order of their positions."""
        entries = await self._session.scalars(
            select(BallotEntry.entry_id)
            .where(BallotEntry.ballot_id == ballot_id)
            .order_by(BallotEntry.position)
        )
        return entries.all()

    async def answer(self, ballot_id: str, picks: Mapping[Pick, str], at: datetime) -> bool:
        """Records what the voter said; False if they said something before, which stays."""
        answered = await self._session.scalar(
            update(Ballot)
            .where(Ballot.id == ballot_id, Ballot.answered_at.is_(None))
            .values(answered_at=at)
            .returning(Ballot.id)
        )
        if answered is None:
            return False
        for pick, entry_id in picks.items():
            await self._session.execute(
                update(BallotEntry)
                .where(BallotEntry.ballot_id == ballot_id, BallotEntry.entry_id == entry_id)
                .values(pick=pick)
            )
        return True

    async def lines(self, challenge_id: str) -> Sequence[BallotLine]:
        """All that is on the challenge's ballots, a ballot after the other, by position."""
        rows = await self._session.execute(
            select(
                BallotEntry.ballot_id, BallotEntry.voter_id, BallotEntry.entry_id, BallotEntry.pick
            )
            .join(Ballot, Ballot.id == BallotEntry.ballot_id)
            .where(Ballot.challenge_id == challenge_id)
            .order_by(BallotEntry.ballot_id, BallotEntry.position)
        )
        return [BallotLine(*row) for row in rows]

    async def turnout(self, challenge_ids: Sequence[str]) -> tuple[int, int]:
        """How many voters the challenges have together, and how many ballots with a vote."""
        row = await self._session.execute(
            select(
                func.count(func.distinct(BallotEntry.voter_id)),
                func.count(func.distinct(BallotEntry.ballot_id)),
            )
            .join(Ballot, Ballot.id == BallotEntry.ballot_id)
            .where(Ballot.challenge_id.in_(challenge_ids), BallotEntry.pick == Pick.BEST)
        )
        voters, ballots = row.one()
        return voters, ballots
