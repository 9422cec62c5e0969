"""The bot's requests to Discord, in numbers: how soon it acknowledges, and what Discord refuses."""

import json
import re
from types import SimpleNamespace

import aiohttp
import discord
from discord.utils import utcnow

from bot.metrics.meters import Meters

_CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback$")
_NO_CODE = "0"


def request_trace(meters: Meters) -> aiohttp.TraceConfig:
    """Returns what a client hands to `discord.Client(http_trace=...)` to have it measured."""
    meter = _RequestMeter(meters)
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(meter.answered)
    trace.on_request_exception.append(meter.broke)
    trace.on_response_chunk_received.append(meter.read)
    return trace


class _RequestMeter:
    def __init__(self, meters: Meters) -> None:
        self._meters = meters

    async def answered(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        answered: aiohttp.TraceRequestEndParams,
    ) -> None:
        context.status = answered.response.status
        callback = _CALLBACK.search(answered.url.path)
        if callback and answered.response.ok:
            waited = utcnow() - discord.utils.snowflake_time(int(callback[1]))
            # Our clock and Discord's may differ by more than the answer took.
            self._meters.acknowledge.observe(max(0.0, waited.total_seconds()))

    async def read(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        received: aiohttp.TraceResponseChunkReceivedParams,
    ) -> None:
        status = getattr(context, "status", 0)
        if status >= 400:
            # The body comes in one piece: discord.py reads it as a whole.
            self._meters.discord_errors.labels(status, _code_in(received.chunk)).inc()

    async def broke(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        _broken: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        self._meters.discord_errors.labels(0, _NO_CODE).inc()


def _code_in(body: bytes) -> str:
    try:
        return str(int(json.loads(body)["code"]))
    except (ValueError, KeyError, TypeError):
        return _NO_CODE
