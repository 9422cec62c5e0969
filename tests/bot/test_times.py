"""Times as people write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.errors import InvalidOption
from bot.times import read_time, zone_names

_UTC, _VIENNA, _NEW_YORK = ZoneInfo("UTC"), ZoneInfo("Europe/Vienna"), ZoneInfo("America/New_York")
# A Wednesday.
_NOW = datetime(2026, 11, 25, 12, 0, 30, 999, tzinfo=UTC)


def _read(text: str, zone: ZoneInfo = _UTC, now: datetime = _NOW) -> str:
    found = read_time(text, now, zone)
    assert found.tzinfo is UTC
    return found.strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(("text", "expected"), [
    ("now", "2026-11-25 12:00:30"),
    ("in 3 days", "2026-11-28 12:00:30"),
    ("3 days", "2026-11-28 12:00:30"),
    ("In a week", "2026-12-02 12:00:30"),
    ("in an hour", "2026-11-25 13:00:30"),
    ("in 2 hours 30 minutes", "2026-11-25 14:30:30"),
    ("in 2 hours, 30 minutes", "2026-11-25 14:30:30"),
    ("in 1 day and 1 hour", "2026-11-26 13:00:30"),
    ("2h", "2026-11-25 14:00:30"),
    ("1d 12h", "2026-11-27 00:00:30"),
    ("in 90 min", "2026-11-25 13:30:30"),
    ("in 20 seconds", "2026-11-25 12:00:50"),
    ("18:00", "2026-11-25 18:00:00"),
    ("at 18:00", "2026-11-25 18:00:00"),
    ("6pm", "2026-11-25 18:00:00"),
    ("6:30 PM", "2026-11-25 18:30:00"),
    ("12am", "2026-11-26 00:00:00"),
    ("12 pm", "2026-11-26 12:00:00"),
    ("9:05", "2026-11-26 09:05:00"),
    ("today 18:00", "2026-11-25 18:00:00"),
    ("today 9:00", "2026-11-25 09:00:00"),
    ("tomorrow at 18:00", "2026-11-26 18:00:00"),
    ("friday 18:00", "2026-11-27 18:00:00"),
    ("fri, 6pm", "2026-11-27 18:00:00"),
    ("wednesday 18:00", "2026-11-25 18:00:00"),
    ("Wednesday 11:00", "2026-12-02 11:00:00"),
    ("2026-12-01 18:00", "2026-12-01 18:00:00"),
    ("2026-12-01T18:00", "2026-12-01 18:00:00"),
    ("2026-12-01T18:00Z", "2026-12-01 18:00:00"),
    ("2026-12-01 18:00+02:00", "2026-12-01 16:00:00"),
    ("2020-01-01 00:00", "2020-01-01 00:00:00"),
    ("1 December 18:00", "2026-12-01 18:00:00"),
    ("1st dec 6pm", "2026-12-01 18:00:00"),
    ("December 1 18:00", "2026-12-01 18:00:00"),
    ("Dec 1, 2027, 18:00", "2027-12-01 18:00:00"),
    ("1 march 18:00", "2027-03-01 18:00:00"),
    ("<t:1796148000:F>", "2026-12-01 18:00:00"),
    ("<t:1796148000>", "2026-12-01 18:00:00"),
])  # fmt: skip
def test_a_time_is_read(text: str, expected: str) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("18:00", "2026-11-25 17:00:00"),
    # It is ten past one in the afternoon already.
    ("13:00", "2026-11-26 12:00:00"),
    ("friday 00:30", "2026-11-26 23:30:00"),
    ("2026-07-01 18:00", "2026-07-01 16:00:00"),
    ("in 1 day", "2026-11-26 12:00:30"),
])  # fmt: skip
def test_the_clock_is_the_servers(text: str, expected: str) -> None:
    assert _read(text, _VIENNA) == expected


def test_the_day_is_the_servers_too() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert _read("tomorrow 09:00", _VIENNA, late) == "2026-11-27 08:00:00"
    assert _read("thursday 09:00", _NEW_YORK, late) == "2026-11-26 14:00:00"


@pytest.mark.parametrize(("zone", "text", "expected"), [
    # Forward at 02:00 on 29 March 2026 in Vienna: 02:30 does not exist.
    (_VIENNA, "2026-03-29 01:59", "2026-03-29 00:59:00"),
    (_VIENNA, "2026-03-29 02:30", "2026-03-29 01:30:00"),
    (_VIENNA, "2026-03-29 03:00", "2026-03-29 01:00:00"),
    # Back at 03:00 on 25 October 2026: 02:30 comes twice.
    (_VIENNA, "2026-10-25 02:30", "2026-10-25 00:30:00"),
    (_VIENNA, "2026-10-25 03:00", "2026-10-25 02:00:00"),
    (_NEW_YORK, "2027-03-14 02:30", "2027-03-14 07:30:00"),
    (_NEW_YORK, "2026-11-01 01:30", "2026-11-01 05:30:00"),
])  # fmt: skip
def test_changes_of_the_clock_end_sensibly(zone: ZoneInfo, text: str, expected: str) -> None:
    assert _read(text, zone) == expected


def test_days_keep_the_time_of_day_and_hours_their_length() -> None:
    evening = datetime(2026, 3, 28, 17, 0, tzinfo=UTC)
    assert _read("in 1 day", _VIENNA, evening) == "2026-03-29 16:00:00"
    assert _read("in 24 hours", _VIENNA, evening) == "2026-03-29 17:00:00"


@pytest.mark.parametrize("text", [
    "", "   ", "soon", "friday", "tomorrow", "2026-12-01", "25:00", "18:60", "13pm", "0am",
    "2026-13-01 18:00", "2026-02-30 18:00", "31 june 18:00", "next blue moon 18:00", "18", "1 2",
    "01/02/2026 18:00", "in -3 days", "in 3 fortnights", "in 999999 weeks 999999 weeks", "m 18:00",
    "0000-01-01 18:00", "<t:99999999999999:F>", "<t:99999999999>", "２５:00", "in 3 days 18:00",
    "2026-12-01 18:00+99:00", "x" * 5000, "1 dec 1 dec 18:00",
])  # fmt: skip
def test_what_can_not_be_read_shows_what_can(text: str) -> None:
    with pytest.raises(InvalidOption, match=r"Write it like `in 3 days`") as raised:
        _read(text)
    assert len(raised.value.message) < 300


def test_zones_are_listed_for_completion() -> None:
    assert {"UTC", "Europe/Vienna"} < set(zone_names())
