import asyncio
import re
import signal
import sys

from sandbox.client import connect_member


async def test_the_command_line_serves_until_interrupted() -> None:
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert running.stdout
    try:
        line = (await asyncio.wait_for(running.stdout.readline(), 60)).decode()
        address = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert address
        async with connect_member(address[0], "chiyo") as chiyo:
            said = await chiyo.say("hello from another process")
            await chiyo.wait_for_message(lambda m: m["id"] == said["id"])
    finally:
        running.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(running.wait(), 60) == 0


async def test_a_sandbox_without_a_bot_ends_by_itself_if_told_to() -> None:
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0", "--linger", "0.1"),
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await asyncio.wait_for(running.wait(), 60) == 0
