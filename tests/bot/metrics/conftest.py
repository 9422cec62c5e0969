"""Meters that are served."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

import pytest

from bot.metrics.meters import Meters
from bot.metrics.server import served
from tests.bot.metrics.reading import Samples, samples_at
from tests.end_to_end.bot_process import free_port

Read = Callable[[], Awaitable[Samples]]


@pytest.fixture
def meters() -> Meters:
    return Meters()


@pytest.fixture
async def read(meters: Meters) -> AsyncGenerator[Read]:
    """Reads the meters over HTTP."""
    port = free_port()
    async with served(meters, port):
        yield lambda: asyncio.to_thread(samples_at, port)
