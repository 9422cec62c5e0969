import asyncio
from collections.abc import AsyncGenerator

import pytest
import yarl

from sandbox.client import MemberClient
from sandbox.clock import AdjustableClock
from sandbox.sandbox import Sandbox
from sandbox.server import running_sandbox
from tests.sandbox.raw_bot import RawBot, connect_raw_bot
from tests.sandbox.tiny_bot import TinyBot


@pytest.fixture
def clock() -> AdjustableClock:
    return AdjustableClock()


@pytest.fixture
async def sandbox(clock: AdjustableClock) -> AsyncGenerator[Sandbox]:
    async with running_sandbox(clock=clock) as running:
        yield running


@pytest.fixture
async def raw_bot(sandbox: Sandbox) -> AsyncGenerator[RawBot]:
    async with connect_raw_bot(sandbox) as bot:
        yield bot


@pytest.fixture
async def tiny_bot(
    sandbox: Sandbox, ada: MemberClient, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[TinyBot]:
    gateway = yarl.URL(sandbox.gateway_url)
    monkeypatch.setattr("discord.http.Route.BASE", sandbox.api_url)
    monkeypatch.setattr("discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY", gateway)
    monkeypatch.setattr("discord.asset.Asset.BASE", sandbox.cdn_url)
    bot = TinyBot()
    running = asyncio.create_task(bot.start("token"))
    await ada.wait_for_bot("work")
    yield bot
    await bot.close()
    await running
