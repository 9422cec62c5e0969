"""A sandbox with a tiny bot in it, and a browser that looks at it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, Page

from sandbox.sandbox import Sandbox
from sandbox.server import running_sandbox
from sandbox.settings import SandboxSettings
from tests.browsers import LONGEST_WAIT_MILLISECONDS, open_browser
from tests.sandbox.page.tiny_bot import TinyBot


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    settings = SandboxSettings(acknowledge_seconds=3.0)
    async with running_sandbox(settings=settings) as sandbox:
        monkeypatch.setattr(Route, "BASE", sandbox.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
        async with TinyBot() as bot:
            running = asyncio.create_task(bot.start("a.tiny.bot"))
            await asyncio.wait_for(_until_online(sandbox, running), 30)
            yield sandbox
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Page]:
    """The page as Ada sees it first; whatever goes wrong in its scripts fails the test."""
    context = await browser.new_context(viewport={"width": 1100, "height": 760})
    context.set_default_timeout(LONGEST_WAIT_MILLISECONDS)
    page = await context.new_page()
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    await page.goto(sandbox.base_url)
    await page.get_by_test_id("channel").first.wait_for()
    yield page
    await context.close()
    assert mistakes == []


async def _until_online(sandbox: Sandbox, running: asyncio.Task[None]) -> None:
    # Not until the bot is ready: it waits two seconds more for guilds that might follow.
    while not sandbox.gateway.online:
        if running.done():
            running.result()
        await asyncio.sleep(0.02)
