"""Shows the meters to Prometheus."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from prometheus_client import start_http_server

from bot.errors import SettingsInvalid
from bot.metrics.event_loop import watch_event_loop
from bot.metrics.meters import Meters

_LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def served(meters: Meters, port: int | None) -> AsyncGenerator[None]:
    """Serves the meters to this machine alone, as long as the context lasts; None serves nobody.

    Who reads them is answered in a thread of its own.

    Raises:
        SettingsInvalid: The port is taken.
    """
    if port is None:
        yield
        return
    try:
        server, thread = start_http_server(port, _LOOPBACK, meters.registry)
    except OSError as error:
        raise SettingsInvalid(
            f"ATELIER_METRICS_PORT={port}: the port can't be used ({error.strerror}). "
            "Choose another one."
        ) from error
    watching = asyncio.create_task(watch_event_loop(meters), name="event loop's lag")
    try:
        yield
    finally:
        watching.cancel()
        # It ends after half a second at most, which the loop must not wait for.
        await asyncio.to_thread(server.shutdown)
        server.server_close()
        await asyncio.to_thread(thread.join)
