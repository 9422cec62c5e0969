"""The bot as its operator sees it: a process with a log and an exit code."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import psutil

ROOT = Path(__file__).parents[2]
TOKEN = "a.secret.token"
SCRIPTED = "tests.end_to_end.run_bot"
LONGEST_WAIT_SECONDS = 60.0
_LAST_WORDS_SECONDS = 1.0


class BotProcess:
    """A bot that was started. Make one with `start` and always `end` it."""

    def __init__(self, process: asyncio.subprocess.Process, output: asyncio.StreamReader) -> None:
        self._process = process
        self._lines: list[str] = []
        self._is_over = False
        self._news = asyncio.Condition()
        self._reading = asyncio.create_task(self._read(output))

    @classmethod
    async def start(cls, environment: Mapping[str, str], *command: str) -> Self:
        """Starts `python -m`; by default the bot with scripted models."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("ATELIER_") and name != "DISCORD_TOKEN"
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *(command or (SCRIPTED,))),
            cwd=ROOT,
            env={**inherited, **environment},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        assert process.stdout is not None
        return cls(process, process.stdout)

    @property
    def output(self) -> str:
        """All that it wrote, logs included."""
        return "".join(self._lines)

    @property
    def has_loaded_torch(self) -> bool:
        """Whether torch is in its memory, which is the worker's business; known on Linux alone."""
        if sys.platform != "linux":
            return False
        maps = Path(f"/proc/{self._process.pid}/maps").read_text(encoding="utf-8")
        return "libtorch" in maps

    async def wait_for(self, pattern: str, *, times: int = 1) -> re.Match[str]:
        """Waits until something was written so many times; returns the last of them."""

        def found() -> list[re.Match[str]]:
            return list(re.finditer(pattern, self.output))

        async with asyncio.timeout(LONGEST_WAIT_SECONDS), self._news:
            await self._news.wait_for(lambda: self._is_over or len(found()) >= times)
        assert len(found()) >= times, f"it ended and never wrote {pattern!r}:\n{self.output}"
        return found()[times - 1]

    async def worker_id(self, *, nth: int = 1, lane: str = "text") -> int:
        """Returns the process id of the nth worker of a lane, once that is ready."""
        return int((await self.wait_for(rf"Worker (\d+) for {lane} is ready", times=nth))[1])

    def children(self) -> list[psutil.Process]:
        """Returns the processes that it has started."""
        return psutil.Process(self._process.pid).children()

    def send(self, number: signal.Signals) -> None:
        """Sends a signal."""
        self._process.send_signal(number)

    async def exit_code(self) -> int:
        """Waits until it has ended by itself and all its output was read."""
        async with asyncio.timeout(LONGEST_WAIT_SECONDS):
            # `wait` would wait for its output too, which what it left behind may hold open.
            while (code := self._process.returncode) is None:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            await asyncio.wait([self._reading], timeout=_LAST_WORDS_SECONDS)
            return code

    async def end(self) -> None:
        """Kills it, if it has not ended, and waits until it is gone."""
        if self._process.returncode is None:
            self._process.kill()
        await self.exit_code()
        self._reading.cancel()

    async def _read(self, output: asyncio.StreamReader) -> None:
        async for line in output:
            async with self._news:
                self._lines.append(line.decode())
                self._news.notify_all()
        async with self._news:
            self._is_over = True
            self._news.notify_all()


def environment_for(base_url: str, folder: Path) -> Mapping[str, str]:
    """Returns the settings of a bot in this sandbox that keeps its database in this folder."""
    return {
        "DISCORD_TOKEN": TOKEN,
        "ATELIER_DATA_FOLDER": str(folder),
        "ATELIER_API_BASE": f"{base_url}/api/v10",
        "ATELIER_GATEWAY_BASE": f"{base_url.replace('http', 'ws', 1)}/gateway",
        "ATELIER_CDN_BASE": f"{base_url}/cdn",
    }


def free_port() -> int:
    """Returns a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def is_running(process_id: int) -> bool:
    """Whether there is such a process; one that only waits to be buried does not count."""
    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def wait_until_gone(process_id: int) -> None:
    """Waits until a process has ended."""
    async with asyncio.timeout(LONGEST_WAIT_SECONDS):
        while is_running(process_id):  # noqa: ASYNC110 - it is no child of ours
            await asyncio.sleep(0.02)
