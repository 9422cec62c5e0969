"""What a worker writes to stderr, carried line by line into the log of the bot."""

import asyncio
import logging
from collections import deque

LAST_LINES = 15
MAX_LINE_BYTES = 64 * 2**10
LEVEL_SEPARATOR = "|"

logger = logging.getLogger("models.engine.worker")


class WorkerLog:
    """Reads as fast as the worker writes, so that it never waits for us."""

    def __init__(self) -> None:
        self._last_lines: deque[str] = deque(maxlen=LAST_LINES)
        self._level = logging.INFO

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
        name, separator, rest = text.partition(LEVEL_SEPARATOR)
        level = logging.getLevelNamesMapping().get(name) if separator else None
        if level is not None:
            self._level = level
            text = rest
        logger.log(self._level, "%s", text)
