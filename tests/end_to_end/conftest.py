"""The bot's own process in a sandbox, with members who use it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

import pytest

from sandbox.client import MemberClient
from sandbox.sandbox import Sandbox
from sandbox.server import running_sandbox
from tests.end_to_end.bot_process import TOKEN, BotProcess, environment_for


class StartBot(Protocol):
    """Starts a bot that ends with the test at the latest."""

    async def __call__(self, *command: str, **environment: str) -> BotProcess: ...


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with running_sandbox() as running:
        yield running


@pytest.fixture
async def start_bot(sandbox: Sandbox, tmp_path: Path) -> AsyncGenerator[StartBot]:
    started: list[BotProcess] = []
    async with AsyncExitStack() as running:

        async def start(*command: str, **environment: str) -> BotProcess:
            settings = environment_for(sandbox.base_url, tmp_path)
            bot = await BotProcess.start({**settings, **environment}, *command)
            running.push_async_callback(bot.end)
            started.append(bot)
            return bot

        yield start
    for bot in started:
        assert TOKEN not in bot.output


@pytest.fixture
async def bot(start_bot: StartBot, ada: MemberClient) -> BotProcess:
    """A bot that is ready for commands."""
    started = await start_bot()
    async with asyncio.timeout(30):
        await asyncio.gather(ada.wait_for_bot("poem"), started.worker_id())
    return started
