"""A bot that speaks the wire protocol by hand, so that tests see every frame and answer."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from sandbox.payloads import JsonObject
from sandbox.sandbox import Sandbox
from tests.sandbox.openapi import complaints

ALL_INTENTS = (1 << 0) | (1 << 1) | (1 << 3) | (1 << 9) | (1 << 12) | (1 << 15)


@dataclass(frozen=True)
class Answer:
    """An answer of the REST API."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> int:
        return int(self.body["code"])

    def error_codes(self, *path: str | int) -> list[str]:
        """Returns the codes of the nested errors at a place of the form."""
        node = self.body["errors"]
        for key in path:
            node = node[str(key)]
        return [error["code"] for error in node["_errors"]]


@dataclass
class RawBot:
    sandbox: Sandbox
    session: aiohttp.ClientSession
    socket: aiohttp.ClientWebSocketResponse
    events: list[JsonObject] = field(default_factory=list[JsonObject])

    @property
    def id(self) -> str:
        return self.sandbox.world.bot.id

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        files: dict[str, bytes] | None = None,
        form: aiohttp.FormData | None = None,
        token: str = "token",
    ) -> Answer:
        if files is not None:
            form = aiohttp.FormData(quote_fields=False)
            form.add_field("payload_json", json.dumps(body or {}))
            for index, (name, content) in enumerate(files.items()):
                form.add_field(f"files[{index}]", content, filename=name)
        async with self.session.request(
            method,
            self.sandbox.api_url + path,
            json=body if form is None else None,
            data=form,
            headers={"Authorization": f"Bot {token}"},
        ) as response:
            text = await response.text()
            answer = Answer(response.status, json.loads(text) if text else None, response.headers)
        wrong = complaints(method, path, answer.status, answer.body)
        assert not wrong, wrong
        return answer

    async def register(self, *commands: JsonObject) -> list[JsonObject]:
        answer = await self.call("PUT", f"/applications/{self.id}/commands", list(commands))
        assert answer.status == 200, answer.body
        return answer.body

    async def receive(self) -> JsonObject:
        """Returns the next frame."""
        return await self.socket.receive_json(timeout=20)

    async def next_event(self, name: str) -> JsonObject:
        """Returns the next event of a kind; all that come are kept in `events`."""
        while True:
            received = await self.receive()
            if received["op"] == 0:
                self.events.append(received)
                if received["t"] == name:
                    return received["d"]

    async def next_interaction(self) -> JsonObject:
        return await self.next_event("INTERACTION_CREATE")

    async def answer(self, interaction: JsonObject, kind: int, body: Any = None) -> Answer:
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        return await self.call(
            "POST", f"{path}?with_response=true", {"type": kind, "data": body or {}}
        )

    async def webhook(
        self,
        method: str,
        interaction: JsonObject,
        path: str = "",
        body: Any = None,
        files: dict[str, bytes] | None = None,
    ) -> Answer:
        url = f"/webhooks/{self.id}/{interaction['token']}{path}"
        return await self.call(method, url, body, files=files)


async def send(socket: aiohttp.ClientWebSocketResponse, opcode: int, content: Any) -> None:
    await socket.send_json({"op": opcode, "d": content})


@contextlib.asynccontextmanager
async def open_socket(sandbox: Sandbox) -> AsyncGenerator[aiohttp.ClientWebSocketResponse]:
    """Opens a gateway connection and reads HELLO."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(sandbox.gateway_url) as socket,
    ):
        hello = await socket.receive_json(timeout=20)
        assert hello["op"] == 10
        yield socket


@contextlib.asynccontextmanager
async def connect_raw_bot(sandbox: Sandbox, intents: int = ALL_INTENTS) -> AsyncGenerator[RawBot]:
    """Connects, identifies and reads up to GUILD_CREATE."""
    async with aiohttp.ClientSession() as session, open_socket(sandbox) as socket:
        bot = RawBot(sandbox, session, socket)
        await send(socket, 2, {"token": "token", "intents": intents, "properties": {}})
        async with asyncio.timeout(20):
            await bot.next_event("GUILD_CREATE")
        yield bot
