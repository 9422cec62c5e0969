"""Times of the day on a server's own clocks, through daylight-saving changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import InvalidOption


def zone_named(name: str) -> ZoneInfo:
    """Returns the time zone of an IANA name.

    Raises:
        InvalidOption: There is none.
    """
    try:
        return ZoneInfo(name)
    # Names that are no paths, too long, or those of folders have errors of their own.
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidOption(
            f"I don't know the time zone “{name[:40]}”. Use a name such as Europe/Berlin or UTC."
        ) from None


def next_at(at: time, weekday: int | None, zone: ZoneInfo, after: datetime) -> datetime:
    """Returns the next time that the clocks show something, in UTC.

    A time that clocks skip is taken as much later as they are put forward; of one that they show
    twice, the first is meant. So there is exactly one on each day.

    Args:
        at: Time of the day, naive.
        weekday: 0 is Monday; None for every day.
        zone: Where the clocks are.
        after: Earlier than what is looked for.
    """
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        found = datetime.combine(day, at, zone).astimezone(UTC)
        if found > after and weekday in {None, day.weekday()}:
            return found
        day += timedelta(days=1)
