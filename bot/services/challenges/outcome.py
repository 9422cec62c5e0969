"""What a challenge ended in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.judging.criteria import Criterion
from bot.judging.ranking import Standing
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.entry import Entry
from bot.services.challenges.paper import Turnout


class BadgeKind(StrEnum):
    """What members can win."""

    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"
    JURY = "jury"


@dataclass(frozen=True)
class Badge:
    """What a member won in a challenge."""

    kind: BadgeKind
    member_id: int
    challenge_id: str
    title: str


@dataclass(frozen=True)
class RankedEntry:
    """An entry and where it came in.

    Attributes:
        jury_score: Mean of the jury's scores, from 1 to 5; None if there are none.
    """

    entry: Entry
    standing: Standing
    jury_score: float | None = None


@dataclass(frozen=True)
class Results:
    """The results as they were published; they don't change any more.

    Attributes:
        ranking: The best first; empty if nobody entered.
    """

    challenge: Challenge
    ranking: tuple[RankedEntry, ...]
    turnout: Turnout
    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class Season:
    """A quarter of the calendar, in the server's time zone.

    Attributes:
        quarter: From 1 to 4.
    """

    year: int
    quarter: int


@dataclass(frozen=True)
class SeasonMember:
    """What a member did in a season."""

    member_id: int
    entries: int
    wins: int
    podiums: int


@dataclass(frozen=True)
class SeasonStatistics:
    """A season of a server; a challenge belongs to the one that its voting closed in.

    Attributes:
        members: Those with the most wins first, then podiums, then entries.
    """

    season: Season
    begins_at: datetime
    ends_at: datetime
    challenges: int
    entries: int
    turnout: Turnout
    members: tuple[SeasonMember, ...]


CriteriaScores = Mapping[Criterion, float]
"""Mean score, from 1 to 5, by criterion."""
