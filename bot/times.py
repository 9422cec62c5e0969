"""Reading a point in time as people write it, on the clock of their server."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import InvalidOption

UNDERSTOOD = (
    "`in 3 days`, `in 2 hours 30 minutes`, `18:00`, `tomorrow 6pm`, `friday 18:00`, "
    "`1 December 18:00` or `2026-12-01 18:00`"
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_WHOLE_DAYS = {"d": 1, "w": 7}
_NUMBER = r"(\d{1,6}|an?\b)"
_UNIT = r"(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\b"
_SPAN = re.compile(rf"{_NUMBER}\s*{_UNIT}")
_SPANS = re.compile(rf"(?:in )?{_NUMBER}\s*{_UNIT}(?: (?:and )?{_NUMBER}\s*{_UNIT})*")
_CLOCK = re.compile(r"(?:^| )(\d{1,2})(?::(\d\d))? ?(am|pm)?$")
_TIMESTAMP = re.compile(r"<t:(\d{1,10})(?::[a-z])?>")
_WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d)?([+-]\d\d:?\d\d|z)")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")


def read_time(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Returns the point in time that a text means, in UTC.

    A clock that is put forward skips some times of the day: they count from before the change, so
    that 02:30 becomes 03:30. Of a time that comes twice, the first is meant. Days and weeks keep
    the time of day; hours are sixty minutes whatever the clocks do.

    Args:
        text: Such as "in 3 days", "2026-12-01 18:00", "friday 18:00" or "18:00".
        now: The present, aware. What has no date means the next time that it comes.
        zone: Where the clock hangs that the text reads.

    Raises:
        InvalidOption: It can't be read; the message shows what can.
    """
    words = " ".join(re.sub(r"[,\s]+|\bat\b", " ", text.lower()).split())
    try:
        found = _read(words, now.replace(microsecond=0), zone)
    except (ValueError, OverflowError, OSError):
        found = None
    if found is None:
        shown = " ".join(text.split())[:40]
        raise InvalidOption(f"I can't read “{shown}” as a time. Write it like {UNDERSTOOD}.")
    return found


@cache
def zone_names() -> tuple[str, ...]:
    """Returns the names of all time zones, sorted."""
    return tuple(sorted(available_timezones()))


def _read(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    if words == "now":
        return now.astimezone(UTC)
    if _SPANS.fullmatch(words):
        return _after(words, now, zone)
    if timestamp := _TIMESTAMP.fullmatch(words):
        return datetime.fromtimestamp(int(timestamp[1]), UTC)
    if _WITH_OFFSET.fullmatch(words):
        return datetime.fromisoformat(words.upper()).astimezone(UTC)
    return _read_clock(words, now, zone)


def _read_clock(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    words = re.sub(r"(?<=\d)t(?=\d)", " ", words)
    clock = _CLOCK.search(words)
    if clock is None or (clock[2] is None and clock[3] is None):
        return None
    hour, minute = _hour(clock), int(clock[2] or 0)
    here = now.astimezone(zone)
    for day in _days(words[: clock.start()].strip(), here):
        found = _utc(day.replace(hour=hour, minute=minute, second=0), zone)
        if found > now or _is_fixed(words):
            return found
    return None


def _after(words: str, now: datetime, zone: ZoneInfo) -> datetime:
    days = seconds = 0
    for number, unit in _SPAN.findall(words):
        count = 1 if number.startswith("a") else int(number)
        days += count * _WHOLE_DAYS.get(unit[0], 0)
        seconds += count * _SECONDS.get(unit[0], 0)
    if days:
        now = _utc(now.astimezone(zone) + timedelta(days=days), zone)
    return now.astimezone(UTC) + timedelta(seconds=seconds)


def _hour(clock: re.Match[str]) -> int:
    hour = int(clock[1])
    if clock[3] is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(f"{hour} {clock[3]} is no hour")
    return hour % 12 + (12 if clock[3] == "pm" else 0)


def _days(name: str, here: datetime) -> Iterator[datetime]:
    """Yields the days that a name can mean, the earliest first; none for an unknown name."""
    if name in {"", "today"}:
        yield here
        if not name:
            yield here + timedelta(days=1)
    elif name == "tomorrow":
        yield here + timedelta(days=1)
    elif (weekday := _place(name, _DAYS)) is not None:
        ahead = (weekday - here.weekday()) % 7
        yield here + timedelta(days=ahead)
        yield here + timedelta(days=ahead + 7)
    elif found := _ISO_DAY.fullmatch(name):
        year, month, day = map(int, found.groups())
        yield here.replace(year=year, month=month, day=day)
    elif found := _DAY_MONTH.fullmatch(name):
        yield from _dates(here, int(found[1]), found[2], found[3])
    elif found := _MONTH_DAY.fullmatch(name):
        yield from _dates(here, int(found[2]), found[1], found[3])


def _dates(here: datetime, day: int, month: str, year: str | None) -> Iterator[datetime]:
    place = _place(month, _MONTHS)
    if place is None:
        return
    years = (int(year),) if year else (here.year, here.year + 1)
    for each in years:
        yield here.replace(year=each, month=place + 1, day=day)


def _place(name: str, names: tuple[str, ...]) -> int | None:
    """Returns which of the names is meant, written out or by its first three letters or more."""
    if len(name) < 3:
        return None
    return next((place for place, each in enumerate(names) if each.startswith(name)), None)


def _is_fixed(words: str) -> bool:
    """Whether the day is named, so that it may also be over."""
    return words.startswith("today") or re.search(r"\d{4}", words) is not None


def _utc(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
