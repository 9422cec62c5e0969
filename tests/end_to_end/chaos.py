"""What can happen to a bot at any moment."""

import asyncio
import contextlib
import random
import signal

import psutil

from sandbox.sandbox import Sandbox
from tests.end_to_end.bot_process import BotProcess
from tests.end_to_end.conftest import StartBot

# Every refusal is an answer of its own kind; here, all that is asked for is to be made.
_SETTINGS = {"ATELIER_MAX_QUEUED": "10000", "ATELIER_MAX_QUEUED_PER_MEMBER": "1000"}
_STARTING_SHARE = 0.2
_OBEYED_SHARE = 0.3
_START_SECONDS = 60


class Chaos:
    """A bot to which things happen."""

    def __init__(self, rng: random.Random, sandbox: Sandbox, start_bot: StartBot) -> None:
        self._rng = rng
        self._sandbox = sandbox
        self._start_bot = start_bot
        self._bot: BotProcess | None = None

    async def until_online(self) -> None:
        """Waits until the bot is connected; starts it first if it doesn't run."""
        if self._bot is None:
            self._bot = await self._start_bot(**_SETTINGS)
        async with asyncio.timeout(_START_SECONDS):
            while not self._sandbox.gateway.online:  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.02)

    async def kill_bot(self) -> None:
        """Kills the bot and starts another one; sometimes the next disaster meets it starting."""
        assert self._bot is not None
        self._bot.send(signal.SIGKILL)
        await self._bot.exit_code()
        self._bot = await self._start_bot(**_SETTINGS)
        if self._rng.random() > _STARTING_SHARE:
            await self.until_online()

    async def kill_worker(self) -> None:
        """Kills one of the workers, if there is any just now."""
        assert self._bot is not None
        workers = [child for child in self._bot.children() if _is_worker(child)]
        if workers:
            with contextlib.suppress(psutil.NoSuchProcess):
                self._rng.choice(workers).kill()

    async def break_connection(self) -> None:
        """Has the gateway go away in one way or the other."""
        gateway = self._sandbox.gateway
        self._rng.choice((gateway.drop, gateway.ask_to_reconnect, gateway.invalidate))()

    async def fail_requests(self) -> None:
        """Answers the next requests with 5xx, though some of them are obeyed."""
        self._sandbox.faults.fail_next(
            self._rng.choice(("/webhooks/", "/callback$", "/channels/", "")),
            status=self._rng.choice((500, 502, 503)),
            times=self._rng.randint(1, 3),
            takes_effect=self._rng.random() < _OBEYED_SHARE,
        )

    async def limit_requests(self) -> None:
        """Answers the next requests with 429."""
        self._sandbox.faults.rate_limit_next(
            self._rng.choice(("/webhooks/", "/channels/", "")),
            retry_after=self._rng.uniform(0.1, 1.0),
            times=self._rng.randint(1, 3),
        )


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "models.engine.worker" in process.cmdline()
    except psutil.NoSuchProcess:
        return False
