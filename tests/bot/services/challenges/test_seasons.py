"""Seasons."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.services.challenges.outcome import Season, SeasonMember
from bot.services.challenges.seasons import bounds_of, members_in, season_at

TOKYO, UTC_ZONE = ZoneInfo("Asia/Tokyo"), ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("time", "zone", "season"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), UTC_ZONE, Season(2026, 1)),
        (datetime(2026, 3, 31, 23, 59, tzinfo=UTC), UTC_ZONE, Season(2026, 1)),
        (datetime(2026, 4, 1, tzinfo=UTC), UTC_ZONE, Season(2026, 2)),
        (datetime(2026, 12, 31, 15, tzinfo=UTC), TOKYO, Season(2027, 1)),
    ],
)
def test_a_time_is_in_one_season(time: datetime, zone: ZoneInfo, season: Season) -> None:
    assert season_at(time, zone) == season
    begin, end = bounds_of(season, zone)
    assert begin <= time < end


def test_a_season_ends_where_the_next_begins() -> None:
    for season, following in (
        (Season(2026, 3), Season(2026, 4)),
        (Season(2026, 4), Season(2027, 1)),
    ):
        assert bounds_of(season, TOKYO)[1] == bounds_of(following, TOKYO)[0]


def test_members_are_told_by_what_they_won() -> None:
    standings = [(1, 3, 5), (1, 1, 5), (2, 1, 4), (3, 2, 4), (3, 9, 4), (4, 1, 0)]
    assert members_in(standings) == (
        SeasonMember(1, entries=2, wins=1, podiums=2),
        SeasonMember(2, entries=1, wins=1, podiums=1),
        SeasonMember(3, entries=2, wins=0, podiums=1),
        SeasonMember(4, entries=1, wins=0, podiums=0),
    )
