"""`atelier demo` is killed and started again: everything is still in place."""

import signal
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from sandbox.client import connect_member
from tests.end_to_end.answers import button_of, footer_of, is_work
from tests.end_to_end.bot_process import BotProcess, free_port, wait_until_gone
from tests.end_to_end.conftest import StartBot

pytestmark = pytest.mark.weights
LONGEST_WAIT_SECONDS = 60


@pytest.fixture
async def start_demo(tmp_path: Path) -> AsyncGenerator[StartBot]:
    """Starts demos that all use the same port and folder."""
    own_home = {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    command = ("bot", "demo", "--port", str(free_port()), "--no-browser")
    async with AsyncExitStack() as running:

        async def start(*_command: str, **_environment: str) -> BotProcess:
            demo = await BotProcess.start(own_home, *command)
            running.push_async_callback(demo.end)
            return demo

        yield start


async def test_messages_buttons_and_style_are_there_again(start_demo: StartBot) -> None:
    demo = await start_demo()
    page = (await demo.wait_for(r"The page:\s+(\S+)"))[1]
    await demo.worker_id()
    [sandbox] = [child for child in demo.children() if "sandbox" in child.cmdline()]
    try:
        async with connect_member(page, "Ada") as ada:
            await ada.wait_for_bot("imagine")
            style = {"palette": "teal", "image_style": "flat"}
            await ada.answer_to(await ada.use_command("profile set", style), is_work)
            use = await ada.use_command("imagine", {"prompt": "a fish"})
            work = await ada.answer_to(use, is_work, within=LONGEST_WAIT_SECONDS)

            demo.send(signal.SIGKILL)
            await demo.exit_code()
            again = await start_demo()
            await again.worker_id()
            await ada.wait_for_bot("imagine")

            liked = await ada.answer_to(await ada.click(work, button_of(work, "like")))
            assert "noted for your style" in liked["content"]
            use = await ada.click(work, button_of(work, "again"))
            another = await ada.answer_to(use, is_work, within=LONGEST_WAIT_SECONDS)
            assert "your style: " in footer_of(another)
            assert "teal" in footer_of(another)
            second = await start_demo()
            assert await second.exit_code() == 1
            assert "A demo runs on" in second.output
            again.send(signal.SIGTERM)
            assert await again.exit_code() == 0
    finally:
        sandbox.terminate()
        await wait_until_gone(sandbox.pid)
