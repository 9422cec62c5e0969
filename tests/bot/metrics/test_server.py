import asyncio
import socket
import time

import pytest

from bot.errors import SettingsInvalid
from bot.metrics.meters import Meters
from bot.metrics.server import served
from tests.bot.metrics.conftest import Read
from tests.bot.metrics.reading import samples_at
from tests.end_to_end.bot_process import free_port


async def test_meters_are_served_as_long_as_the_context_lasts(meters: Meters) -> None:
    port = free_port()
    async with served(meters, port):
        meters.images.inc(3)
        samples = await asyncio.to_thread(samples_at, port)
        assert samples["atelier_images_total"] == 3

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


async def test_only_this_machine_can_read_them(meters: Meters) -> None:
    port = free_port()
    async with served(meters, port):
        # Were all addresses listened on, nobody else could have this one.
        socket.create_server(("127.0.0.2", port)).close()


async def test_without_a_port_nothing_is_served_or_watched(meters: Meters) -> None:
    tasks = len(asyncio.all_tasks())
    async with served(meters, None):
        assert len(asyncio.all_tasks()) == tasks


async def test_a_taken_port_is_an_error_in_words(meters: Meters) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsInvalid, match=f"ATELIER_METRICS_PORT={port}: .*Choose another"):
            async with served(meters, port):
                pass


async def test_a_held_up_event_loop_is_seen(read: Read) -> None:
    await asyncio.sleep(0.2)
    time.sleep(0.3)  # noqa: ASYNC251 - what is to be seen
    await asyncio.sleep(0.06)

    samples = await read()
    assert samples["atelier_event_loop_lag_seconds_count"] >= 3
    assert 0.2 < samples["atelier_event_loop_lag_seconds_sum"] < 30
    late = samples["atelier_event_loop_lag_seconds_count"]
    assert late - samples['atelier_event_loop_lag_seconds_bucket{le="0.1"}'] >= 1
