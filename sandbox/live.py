"""The pages that watch: one WebSocket for every open page, each as one member."""

import asyncio
import json
from collections.abc import Collection

from aiohttp import web

from sandbox.outbox import Outbox
from sandbox.payloads import JsonObject


class LivePages:
    """Open pages and how to tell them what happens."""

    def __init__(self) -> None:
        self._pages: dict[Outbox, str] = {}
        self._sockets: set[web.WebSocketResponse] = set()

    async def serve(self, request: web.Request, member_id: str) -> web.WebSocketResponse:
        """Keeps one page up to date until it goes away."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        outbox = Outbox(socket)
        self._pages[outbox] = member_id
        self._sockets.add(socket)
        try:
            async with outbox.running():
                # A page only listens; reading notices when it closes.
                async for _ in socket:
                    pass
        finally:
            del self._pages[outbox]
            self._sockets.discard(socket)
        return socket

    def tell(self, event: JsonObject, member_ids: Collection[str] | None = None) -> None:
        """Sends an event to the pages of these members, or to every page."""
        text = json.dumps(event)
        for outbox, member_id in self._pages.items():
            if member_ids is None or member_id in member_ids:
                outbox.send(text)

    async def close(self) -> None:
        """Closes every page's connection."""
        await asyncio.gather(*(socket.close(code=1001) for socket in set(self._sockets)))
