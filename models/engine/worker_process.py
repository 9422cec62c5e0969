"""The engine's side of a worker process: starting it, talking to it, ending it."""

import asyncio
import contextlib
import logging
import os
import signal
import sys

from models.engine import wire
from models.engine.configuration import EngineConfiguration, Lane
from models.engine.memory import resident_bytes
from models.engine.messages import CannotStart, Configure, FromWorker, Hello, ToWorker
from models.engine.worker_log import WorkerLog

# Reading pauses at twice this; a picture of some megabytes should come in without pauses.
BUFFER_BYTES = 8 * 2**20
END_SECONDS = 5
THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")

logger = logging.getLogger(__name__)


class WorkerEnded(Exception):
    """The worker is gone or never came up.

    Attributes:
        cause: Why, in a few words.
        is_planned: Whether it was retired.
    """

    def __init__(self, cause: str, last_lines: str = "", *, is_planned: bool = False) -> None:
        super().__init__(f"{cause}. Its last lines:\n{last_lines}" if last_lines else cause)
        self.cause = cause
        self.is_planned = is_planned


class WorkerProcess:
    """A worker that is running. Make one with `start` and always `end` it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None  # noqa: S101  all three are pipes, see start
        assert process.stdout is not None  # noqa: S101
        assert process.stderr is not None  # noqa: S101
        self._process = process
        self._stdin = process.stdin
        self._stdout = process.stdout
        self._log = WorkerLog()
        self._log_task = asyncio.create_task(self._log.follow(process.stderr))
        self._killed_because: str | None = None
        self._is_retired = False

    @classmethod
    async def start(
        cls, configuration: EngineConfiguration, lane: Lane
    ) -> tuple["WorkerProcess", Hello]:
        """Starts a lane's worker and waits for its hello.

        Raises:
            WorkerEnded: It could not start.
        """
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-u", "-X", "utf8", "-m", "models.engine.worker"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=_environment(configuration.models.threads),
                limit=BUFFER_BYTES,
            )
        except OSError as error:
            raise WorkerEnded(f"the worker process could not be started: {error}") from error
        worker = cls(process)
        try:
            hello = await worker._greet(configuration, lane)
        except BaseException:
            await worker.end()
            raise
        logger.info("Worker %d for %s is ready: %s", process.pid, lane.name, hello.model_id)
        return worker, hello

    @property
    def pid(self) -> int:
        return self._process.pid

    def resident_bytes(self) -> int | None:
        """Returns how much memory the worker takes; None if it is gone."""
        return resident_bytes(self.pid)

    def send(self, message: ToWorker) -> None:
        """Sends a message; one that is dead already shows it in `receive`."""
        self._stdin.write(wire.encode(message))

    def kill(self, because: str) -> None:
        """Ends a worker that does harm; `receive` tells why."""
        if self._process.returncode is None:
            self._killed_because = self._killed_because or because
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    def retire(self, because: str) -> None:
        """Ends a worker that is idle, which gives its memory back."""
        self._is_retired = True
        self.kill(because)

    async def receive(self) -> FromWorker:
        """Waits for the next message.

        Raises:
            WorkerEnded: There will be no more.
        """
        try:
            message = await wire.receive(self._stdout)
        except EOFError:
            raise await self._ended() from None
        except Exception as error:
            logger.exception("Worker %d sent what can't be read", self.pid)
            raise WorkerEnded(f"it sent what can't be read: {error}") from error
        if not isinstance(message, FromWorker):
            raise WorkerEnded(f"it sent a {type(message).__name__}, which is no message")
        return message

    async def end(self) -> None:
        """Kills the worker, if it is not dead, and waits until nothing is left of it."""
        self.kill("the engine ended it")
        self._stdin.close()
        # Something the worker started may hold its pipes open: then there is no end to wait for.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS):
                # Only a worker whose pipes were read to the end counts as ended.
                while await self._stdout.read(BUFFER_BYTES):
                    pass
                await self._log_task
                await self._process.wait()
        self._log_task.cancel()

    async def _greet(self, configuration: EngineConfiguration, lane: Lane) -> Hello:
        log_level = logging.getLogger().getEffectiveLevel()
        self.send(Configure(configuration.models, lane.backend, log_level))
        seconds = configuration.start_seconds
        because = f"it said nothing for {seconds:g} seconds and was killed"
        silence = asyncio.get_running_loop().call_later(seconds, self.kill, because)
        try:
            message = await self.receive()
        finally:
            silence.cancel()
        if isinstance(message, CannotStart):
            raise WorkerEnded(message.reason)
        if not isinstance(message, Hello):
            raise WorkerEnded(f"its first message was a {type(message).__name__}")
        return message

    async def _ended(self) -> WorkerEnded:
        """Returns what the worker died of, with its last words."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self._log_task), END_SECONDS)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), END_SECONDS)
        cause = self._killed_because or _cause(self._process.returncode)
        return WorkerEnded(cause, self._log.last_lines(), is_planned=self._is_retired)


def _cause(returncode: int | None) -> str:
    if returncode is None:
        return "it closed its output"
    if returncode >= 0:
        return f"it exited with status {returncode}"
    name = signal.Signals(-returncode).name
    hint = ", perhaps because memory ran out" if name == "SIGKILL" else ""
    return f"it was ended by {name}{hint}"


def _environment(threads: int | None) -> dict[str, str]:
    """Returns the worker's environment: our modules, and a processor left over for the bot.

    The numeric libraries read the number of threads when they are imported, so it has to be there
    before. What the operator has set in the environment wins over the default.
    """
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(path or os.getcwd() for path in sys.path)  # noqa: PTH109
    for name in THREAD_VARIABLES:
        if threads is not None:
            environment[name] = str(threads)
        else:
            environment.setdefault(name, str(max(1, _cores() - 1)))
    # The bot reports progress itself; a library's bars would only fill its log.
    environment.setdefault("TQDM_DISABLE", "1")
    # Weights in large pages: looking up small ones takes a fifth of a small model's time.
    environment.setdefault("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")
    return environment


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
