"""Who takes part in tests of challenges, when, and in what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services.challenges.challenge import ChallengeDraft
from bot.services.challenges.contestant import Contestant
from models.base import Kind

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
GUILD, CHANNEL = 10, 20
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


class TurnedClock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def turn(self, by: timedelta) -> None:
        self.now += by

    def turn_to(self, time: datetime) -> None:
        self.now = time


def member(member_id: int) -> Contestant:
    """Returns one of whom nothing is special."""
    return Contestant(member_id, GUILD, LONG_AGO, LONG_AGO)


MODERATOR = replace(member(1), is_moderator=True)
OTHER_MODERATOR = replace(member(2), is_moderator=True)
ELSEWHERE = replace(MODERATOR, guild_id=GUILD + 1)
ADA, BRUNO, CLARA = member(101), member(102), member(103)

DRAFT = ChallengeDraft(
    title="Rain",
    brief="Something about rain.",
    kinds=(Kind.POEM, Kind.IMAGE),
    opens_at=NOW + HOUR,
    closes_at=NOW + 2 * DAY,
    voting_closes_at=NOW + 4 * DAY,
)


def a_draft(**changes: Any) -> ChallengeDraft:
    return replace(DRAFT, **changes)
