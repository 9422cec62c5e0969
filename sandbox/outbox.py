"""Sending to a WebSocket without waiting for it, in order."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import NamedTuple

from aiohttp import web


class _Close(NamedTuple):
    code: int
    reason: str


class Outbox:
    """Frames waiting for one socket, which a task of its own sends."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._frames: asyncio.Queue[str | _Close] = asyncio.Queue()

    def send(self, text: str) -> None:
        self._frames.put_nowait(text)

    def close(self, code: int, reason: str) -> None:
        """Closes the socket after what is queued."""
        self._frames.put_nowait(_Close(code, reason))

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Sends what is queued as long as the context lasts."""
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self) -> None:
        # A socket may go away while a frame is on its way; nobody is left to tell.
        with contextlib.suppress(ConnectionError):
            while True:
                frame = await self._frames.get()
                if isinstance(frame, _Close):
                    await self._socket.close(code=frame.code, message=frame.reason.encode())
                    return
                await self._socket.send_str(frame)
