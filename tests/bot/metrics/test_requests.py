from collections.abc import AsyncGenerator
from datetime import timedelta

import aiohttp
import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer
from discord.utils import utcnow

from bot.metrics.meters import Meters
from bot.metrics.requests import request_trace
from tests.bot.metrics.conftest import Read


@pytest.fixture
async def server() -> AsyncGenerator[BaseTestServer]:
    async def acknowledge(_request: web.Request) -> web.Response:
        return web.json_response({})

    async def refuse(request: web.Request) -> web.Response:
        status = int(request.match_info["status"])
        return web.Response(status=status, text=request.query.get("body", ""))

    application = web.Application()
    application.router.add_post("/interactions/{id}/{token}/callback", acknowledge)
    application.router.add_get("/refused/{status}", refuse)
    async with TestServer(application) as running:
        yield running


@pytest.fixture
async def session(meters: Meters) -> AsyncGenerator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(trace_configs=[request_trace(meters)]) as opened:
        yield opened


@pytest.mark.parametrize(("seconds_ago", "least"), [(0.2, 0.2), (-30, 0)])
async def test_acknowledging_is_measured_from_when_discord_made_the_interaction(
    server: BaseTestServer,
    session: aiohttp.ClientSession,
    read: Read,
    seconds_ago: float,
    least: float,
) -> None:
    made_at = utcnow() - timedelta(seconds=seconds_ago)
    interaction_id = discord.utils.time_snowflake(made_at)
    url = server.make_url(f"/interactions/{interaction_id}/a-token/callback")
    async with session.post(url) as response:
        await response.read()

    samples = await read()
    assert samples["atelier_acknowledge_seconds_count"] == 1
    assert least <= samples["atelier_acknowledge_seconds_sum"] < least + 2


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (404, '{"message": "Unknown interaction", "code": 10062}', "10062"),
        (429, '{"message": "You are being rate limited.", "retry_after": 1}', "0"),
        (503, "<html>", "0"),
    ],
)
async def test_what_discord_refuses_is_counted_by_its_codes(
    server: BaseTestServer,
    session: aiohttp.ClientSession,
    read: Read,
    status: int,
    body: str,
    code: str,
) -> None:
    url = server.make_url(f"/refused/{status}").with_query(body=body)
    async with session.get(url) as response:
        await response.text()

    name = f'atelier_discord_errors_total{{code="{code}",status="{status}"}}'
    assert (await read())[name] == 1


async def test_what_discord_takes_is_no_error(
    server: BaseTestServer, session: aiohttp.ClientSession, read: Read
) -> None:
    async with session.get(server.make_url("/refused/200").with_query(body="{}")) as response:
        await response.text()

    assert not [name for name in await read() if name.startswith("atelier_discord_errors_total")]


async def test_a_broken_connection_counts_as_status_0(
    session: aiohttp.ClientSession, read: Read
) -> None:
    with pytest.raises(aiohttp.ClientConnectionError):
        await session.get("http://127.0.0.1:1/")

    assert (await read())['atelier_discord_errors_total{code="0",status="0"}'] == 1
