"""Finding challenges, and who may do what with them."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_tables import Challenge as ChallengeRow
from bot.database.repositories.challenges import ChallengeRepository
from bot.database.repositories.steps import StepRepository
from bot.errors import ChallengeNotFound, ChallengeOver, ModeratorsOnly
from bot.services.challenges.challenge import Phase
from bot.services.challenges.contestant import Contestant
from bot.services.challenges.timetable import phase_of

_UNKNOWN = "This server has no such challenge."


def check_moderator(member: Contestant, guild_id: int) -> None:
    """Checks that a member runs a server.

    Raises:
        ModeratorsOnly: They don't, or they run another one.
    """
    if not member.is_moderator or member.guild_id != guild_id:
        raise ModeratorsOnly("Only members with Manage Server or Manage Events can do that.")


def check_guild(member: Contestant, challenge: ChallengeRow) -> None:
    """Checks that a member is in a challenge's server.

    Raises:
        ChallengeNotFound: They are elsewhere.
    """
    if member.guild_id != challenge.guild_id:
        raise ChallengeNotFound(_UNKNOWN)


async def existing(session: AsyncSession, challenge_id: str) -> ChallengeRow:
    """Returns the row of a challenge.

    Raises:
        ChallengeNotFound: There is none.
    """
    return _found(await ChallengeRepository(session).get(challenge_id))


async def locked(session: AsyncSession, challenge_id: str) -> ChallengeRow:
    """Returns the row of a challenge, which nobody else changes meanwhile.

    Raises:
        ChallengeNotFound: There is none.
    """
    return _found(await ChallengeRepository(session).lock(challenge_id))


async def phase_now(session: AsyncSession, challenge: ChallengeRow, now: datetime) -> Phase:
    """Returns how far a challenge is."""
    return phase_of(challenge, await StepRepository(session).of(challenge.id), now)


def check_running(phase: Phase) -> None:
    """Checks that a challenge is not over.

    Raises:
        ChallengeOver: It is.
    """
    if phase is Phase.CANCELLED:
        raise ChallengeOver("This challenge was cancelled.")
    if phase is Phase.PUBLISHED:
        raise ChallengeOver("The results of this challenge are published; they stay as they are.")


def _found(challenge: ChallengeRow | None) -> ChallengeRow:
    if challenge is None:
        raise ChallengeNotFound(_UNKNOWN)
    return challenge
