"""Published standings: only ever added."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_tables import Challenge, ChallengeStanding, Entry


@dataclass(frozen=True)
class MemberStanding:
    """An entry's standing among all others, with its author and its challenge.

    Attributes:
        has_best_jury_score: Whether the jury of its challenge liked no other better.
    """

    standing: ChallengeStanding
    author_id: int
    challenge: Challenge
    has_best_jury_score: bool


class StandingRepository:
    """All standings."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, standings: Sequence[ChallengeStanding]) -> None:
        """Stores the standings of known entries."""
        self._session.add_all(standings)
        await self._session.flush()

    async def of(self, challenge_id: str) -> Sequence[tuple[ChallengeStanding, Entry]]:
        """The challenge's standings with their entries, the best first."""
        rows = await self._session.execute(
            select(ChallengeStanding, Entry)
            .join(Entry, Entry.id == ChallengeStanding.entry_id)
            .where(ChallengeStanding.challenge_id == challenge_id)
            .order_by(ChallengeStanding.position)
        )
        return [(standing, entry) for standing, entry in rows]

    async def authors(self, challenge_ids: Sequence[str]) -> Sequence[tuple[int, int, int]]:
        """Author, place and times shown of each standing of the challenges."""
        rows = await self._session.execute(
            select(Entry.author_id, ChallengeStanding.place, ChallengeStanding.shown)
            .join(Entry, Entry.id == ChallengeStanding.entry_id)
            .where(ChallengeStanding.challenge_id.in_(challenge_ids))
        )
        return [(author_id, place, shown) for author_id, place, shown in rows]

    async def of_member(self, guild_id: int, member_id: int) -> Sequence[MemberStanding]:
        """The member's standings in a guild, the latest challenge first."""
        best = (
            select(
                ChallengeStanding.challenge_id,
                func.max(ChallengeStanding.jury_score).label("score"),
            )
            .group_by(ChallengeStanding.challenge_id)
            .subquery()
        )
        rows = await self._session.execute(
            select(
                ChallengeStanding,
                Entry.author_id,
                Challenge,
                ChallengeStanding.jury_score == best.c.score,
            )
            .join(Entry, Entry.id == ChallengeStanding.entry_id)
            .join(Challenge, Challenge.id == ChallengeStanding.challenge_id)
            .join(best, best.c.challenge_id == Challenge.id)
            .where(Challenge.guild_id == guild_id, Entry.author_id == member_id)
            .order_by(Challenge.voting_closes_at.desc(), ChallengeStanding.position)
        )
        return [
            MemberStanding(standing, author_id, challenge, bool(is_best))
            for standing, author_id, challenge, is_best in rows
        ]
