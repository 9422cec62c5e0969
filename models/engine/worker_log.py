"""What a worker writes to stderr, carried line by line into the log of the bot."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable

LAST_LINES = 15
MAX_LINE_BYTES = 64 * 2**10
_SEPARATOR = "|"

logger = logging.getLogger("models.engine.worker")


class WorkerLogFormatter(logging.Formatter):
    """Writes lines in the worker as `WorkerLog` reads them in the bot.

    Attributes:
        jobs: Returns the jobs in hand; a line that is about one of them alone says so in `job`.
    """

    def __init__(self) -> None:
        super().__init__(_SEPARATOR.join(("%(levelname)s", "%(job)s", "%(name)s: %(message)s")))
        self.jobs: Callable[[], str] = str

    def format(self, record: logging.LogRecord) -> str:
        if not hasattr(record, "job"):
            record.job = self.jobs()
        return super().format(record)


class WorkerLog:
    """Reads as fast as the worker writes, so that it never waits for us."""

    def __init__(self) -> None:
        self._last_lines: deque[str] = deque(maxlen=LAST_LINES)
        self._level = logging.INFO
        self._job: dict[str, str] = {}

    async def follow(self, stderr: asyncio.StreamReader) -> None:
        """Logs until the worker ends."""
        pending = b""
        while chunk := await stderr.read(MAX_LINE_BYTES):
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                self._add(line)
            pending = pending[-MAX_LINE_BYTES:]
        self._add(pending)

    def last_lines(self) -> str:
        """Returns the last lines, for the report of a death."""
        return "\n".join(self._last_lines)

    def _add(self, line: bytes) -> None:
        # Progress bars write over their own line again and again: only its last state counts.
        text = line.decode(errors="replace").rstrip().rpartition("\r")[2]
        if not text:
            return
        self._last_lines.append(text)
        # The lines of a traceback have no level of their own: they belong to the line before.
        name, *rest = text.split(_SEPARATOR, 2)
        level = logging.getLevelNamesMapping().get(name)
        if level is not None and len(rest) == 2:
            job, text = rest
            self._level = level
            self._job = {"job": job} if job else {}
        logger.log(self._level, "%s", text, extra=self._job)
