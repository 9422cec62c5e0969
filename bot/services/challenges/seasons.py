"""Seasons: quarters of the calendar on a server's own clocks, so that all servers can compare."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.services.challenges.outcome import Season, SeasonMember

_MONTHS = 3
_PODIUM = 3


def season_at(time: datetime, zone: ZoneInfo) -> Season:
    """Returns the season that a time is in."""
    local = time.astimezone(zone)
    return Season(local.year, (local.month - 1) // _MONTHS + 1)


def bounds_of(season: Season, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Returns when a season begins and when the next one does, in UTC."""
    is_last = season.quarter == 12 // _MONTHS
    after = Season(season.year + is_last, 1 if is_last else season.quarter + 1)
    return _begin(season, zone), _begin(after, zone)


def members_in(standings: Iterable[tuple[int, int, int]]) -> tuple[SeasonMember, ...]:
    """Returns what members did, those with the most wins first, then podiums, then entries.

    Args:
        standings: Author, place and times shown of each. Places without votes win nothing.
    """
    places: dict[int, list[int | None]] = defaultdict(list)
    for author_id, place, shown in standings:
        places[author_id].append(place if shown else None)
    members = [
        SeasonMember(
            author_id,
            entries=len(each),
            wins=each.count(1),
            podiums=sum(place is not None and place <= _PODIUM for place in each),
        )
        for author_id, each in places.items()
    ]
    return tuple(
        sorted(members, key=lambda one: (-one.wins, -one.podiums, -one.entries, one.member_id))
    )


def _begin(season: Season, zone: ZoneInfo) -> datetime:
    month = (season.quarter - 1) * _MONTHS + 1
    return datetime(season.year, month, 1, tzinfo=zone).astimezone(UTC)
