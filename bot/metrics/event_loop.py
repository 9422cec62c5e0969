"""How long the event loop keeps others waiting."""

import asyncio

from bot.metrics.meters import Meters

SLEEP_SECONDS = 0.05


async def watch_event_loop(meters: Meters) -> None:
    """Sleeps again and again, and measures how late it was woken; until cancelled."""
    now = asyncio.get_running_loop().time
    while True:
        due = now() + SLEEP_SECONDS
        await asyncio.sleep(SLEEP_SECONDS)
        meters.loop_lag.observe(max(0.0, now() - due))
