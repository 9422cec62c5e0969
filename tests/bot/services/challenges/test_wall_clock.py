"""Times of the day through daylight-saving changes."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.errors import InvalidOption
from bot.services.challenges.wall_clock import next_at, zone_named

BERLIN = ZoneInfo("Europe/Berlin")


def openings(at: time, weekday: int | None, after: datetime, count: int) -> list[datetime]:
    found: list[datetime] = []
    for _ in range(count):
        after = next_at(at, weekday, BERLIN, after)
        found.append(after)
    return found


def test_a_weekly_time_stays_on_the_clocks_when_summer_begins() -> None:
    # On Sunday, 29 March 2026, clocks go from 2 to 3.
    found = openings(time(18), 4, datetime(2026, 3, 25, tzinfo=UTC), 3)
    assert found == [
        datetime(2026, 3, 27, 17, tzinfo=UTC),
        datetime(2026, 4, 3, 16, tzinfo=UTC),
        datetime(2026, 4, 10, 16, tzinfo=UTC),
    ]
    assert {each.astimezone(BERLIN).time() for each in found} == {time(18)}


def test_a_time_that_clocks_skip_comes_as_much_later() -> None:
    found = openings(time(2, 30), None, datetime(2026, 3, 28, 12, tzinfo=UTC), 2)
    assert found == [
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 30, 0, 30, tzinfo=UTC),
    ]
    assert found[0].astimezone(BERLIN).time() == time(3, 30)


def test_a_time_that_clocks_show_twice_comes_once() -> None:
    # On Sunday, 25 October 2026, clocks go from 3 to 2.
    found = openings(time(2, 30), None, datetime(2026, 10, 24, 12, tzinfo=UTC), 2)
    assert found == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 1, 30, tzinfo=UTC),
    ]


@pytest.mark.parametrize("at", [time(0), time(2, 30), time(3), time(23, 59)])
def test_there_is_one_on_each_day_of_a_year(at: time) -> None:
    found = openings(at, None, datetime(2026, 1, 1, tzinfo=UTC), 365)
    days = [each.astimezone(BERLIN).date() for each in found]
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))


def test_the_next_one_is_later_than_now() -> None:
    at_noon = datetime(2026, 6, 1, 10, tzinfo=UTC)
    assert next_at(time(12), None, BERLIN, at_noon) == at_noon + timedelta(days=1)
    assert next_at(time(12, 1), None, BERLIN, at_noon) == at_noon + timedelta(minutes=1)


@pytest.mark.parametrize(
    "name", ["Berlin", "", "../etc/passwd", "/etc", "Europe", "a\0b", "x" * 999]
)
def test_time_zones_that_are_none(name: str) -> None:
    with pytest.raises(InvalidOption, match="I don't know the time zone"):
        zone_named(name)
