"""The gateway: the WebSocket over which a bot hears what happens."""

import asyncio
import json
import logging
import secrets
from collections.abc import Callable, Iterable
from typing import Any, cast

from aiohttp import WSMsgType, web

from sandbox.clock import Clock
from sandbox.gateway_sessions import GatewaySession, Intent, Opcode, frame
from sandbox.outbox import Outbox
from sandbox.payloads import JsonObject
from sandbox.settings import SandboxSettings
from sandbox.world import World
from sandbox.world_payloads import guild_create

_log = logging.getLogger(__name__)

LARGEST_FRAME = 4096
INVALID_TOKEN = "invalid"  # noqa: S105 # the one word that is refused as a token


class GatewayClosed(Exception):
    """The connection ends with this close code and reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Gateway:
    """All sessions and the connections they run over."""

    def __init__(self, world: World, settings: SandboxSettings, clock: Clock, url: str) -> None:
        self.url = url
        self.on_presence: Callable[[], None] = lambda: None
        self._world = world
        self._settings = settings
        self._clock = clock
        self._sessions: dict[str, GatewaySession] = {}
        self._open: set[web.WebSocketResponse] = set()

    @property
    def online(self) -> bool:
        """Whether a bot is connected."""
        return any(session.outbox for session in self._sessions.values())

    def sessions(self, guild_id: str | None) -> Iterable[GatewaySession]:
        """Yields the sessions that get events of this guild, or of private channels."""
        self._forget_lost_sessions()
        return [session for session in self._sessions.values() if session.covers(guild_id)]

    def drop(self) -> None:
        """Closes every connection so that its session can be resumed."""
        for session in self._sessions.values():
            if session.outbox:
                session.outbox.close(4000, "Unknown error")
                self._detach(session)

    def ask_to_reconnect(self) -> None:
        """Sends RECONNECT on every connection, as Discord does before it restarts one."""
        for session in self._sessions.values():
            if session.outbox:
                session.outbox.send(frame(Opcode.RECONNECT))

    def invalidate(self) -> None:
        """Ends every session; the bot has to identify anew."""
        for session in self._sessions.values():
            if session.outbox:
                session.outbox.send(frame(Opcode.INVALID_SESSION, content=False))
        self._sessions.clear()
        self.on_presence()

    async def close(self) -> None:
        """Closes every connection for good."""
        await asyncio.gather(*(socket.close(code=1001) for socket in set(self._open)))

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Runs one connection from HELLO until it closes."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._open.add(socket)
        outbox = Outbox(socket)
        connection = _Connection(self, socket, outbox)
        try:
            async with outbox.running():
                interval = int(self._settings.heartbeat_seconds * 1000)
                outbox.send(frame(Opcode.HELLO, {"heartbeat_interval": interval}))
                await connection.run(self._settings.heartbeat_seconds * 1.5)
        finally:
            self._open.discard(socket)
            self._connection_ended(outbox, socket.close_code)
        return socket

    def identify(self, outbox: Outbox, content: JsonObject) -> None:
        """Starts a session: READY, then every guild."""
        _check_token(content.get("token"))
        shard = cast("list[int]", content.get("shard") or [0, 1])
        if not 0 <= shard[0] < shard[1]:
            raise GatewayClosed(4010, "Invalid shard.")
        session = GatewaySession(
            secrets.token_hex(16), int(content.get("intents", 0)), (shard[0], shard[1]), outbox
        )
        self._sessions[session.id] = session
        session.dispatch("READY", self._ready(session))
        if session.wants(Intent.GUILDS):
            everybody = session.wants(Intent.GUILD_MEMBERS)
            for guild in self._world.guilds.values():
                if session.covers(guild.id):
                    event = guild_create(self._world, guild, all_members=everybody)
                    session.dispatch("GUILD_CREATE", event)
        self.on_presence()

    def resume(self, outbox: Outbox, content: JsonObject) -> None:
        """Continues a session, or tells the bot that it has to identify anew."""
        _check_token(content.get("token"))
        self._forget_lost_sessions()
        session = self._sessions.get(str(content.get("session_id")))
        sequence = int(content.get("seq") or 0)
        if session is None:
            outbox.send(frame(Opcode.INVALID_SESSION, content=False))
            return
        if not 0 <= sequence <= session.sequence:
            raise GatewayClosed(4007, "Invalid seq.")
        if session.outbox and session.outbox is not outbox:
            session.outbox.close(4000, "Resumed elsewhere")
        session.resume(outbox, sequence)
        self.on_presence()

    def send_members(self, outbox: Outbox, content: JsonObject) -> None:
        """Answers REQUEST_GUILD_MEMBERS in one chunk."""
        session = self.session_of(outbox)
        guild = self._world.guilds.get(str(content.get("guild_id")))
        if session is None or guild is None:
            return
        users = [self._world.bot, *self._world.members.values()]
        ids = content.get("user_ids")
        if ids is not None:
            wanted = {str(user_id) for user_id in (ids if isinstance(ids, list) else [ids])}
            users = [user for user in users if user.id in wanted]
        else:
            prefix = str(content.get("query", "")).lower()
            users = [user for user in users if user.username.lower().startswith(prefix)]
        chunk: JsonObject = {
            "guild_id": guild.id,
            "members": [self._world.member_payload(user) for user in users],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
        }
        if "nonce" in content:
            chunk["nonce"] = content["nonce"]
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def session_of(self, outbox: Outbox) -> GatewaySession | None:
        """Returns the session that runs over this connection."""
        return next((s for s in self._sessions.values() if s.outbox is outbox), None)

    def _ready(self, session: GatewaySession) -> JsonObject:
        guilds = [guild for guild in self._world.guilds if session.covers(guild)]
        return {
            "v": 10,
            "user": {**self._world.bot.payload, "verified": True, "mfa_enabled": False},
            "guilds": [{"id": guild_id, "unavailable": True} for guild_id in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": self._world.bot.id, "flags": 0},
        }

    def _connection_ended(self, outbox: Outbox, code: int | None) -> None:
        session = self.session_of(outbox)
        if session is None:
            return
        # A bot that says goodbye with one of these codes will not come back to the session.
        if code in (1000, 1001):
            del self._sessions[session.id]
        self._detach(session)

    def _detach(self, session: GatewaySession) -> None:
        session.outbox, session.lost_at = None, self._clock()
        self.on_presence()

    def _forget_lost_sessions(self) -> None:
        oldest = self._clock() - self._settings.session_seconds
        for session in list(self._sessions.values()):
            if session.lost_at is not None and session.lost_at < oldest:
                del self._sessions[session.id]


class _Connection:
    """One WebSocket: reads the bot's frames and does what they ask."""

    def __init__(self, gateway: Gateway, socket: web.WebSocketResponse, outbox: Outbox) -> None:
        self._gateway = gateway
        self._socket = socket
        self._outbox = outbox

    async def run(self, patience: float) -> None:
        """Reads until the socket closes; closes it after `patience` seconds of silence."""
        try:
            while True:
                message = await self._socket.receive(timeout=patience)
                if message.type is not WSMsgType.TEXT:
                    return
                self._receive(cast("str", message.data))
        except TimeoutError:
            await self._socket.close(code=4009, message=b"Session timed out.")
        except GatewayClosed as closed:
            await self._socket.close(code=closed.code, message=closed.reason.encode())

    def _receive(self, text: str) -> None:
        if len(text.encode()) > LARGEST_FRAME:
            raise GatewayClosed(4002, "Error while decoding payload.")
        try:
            received: Any = json.loads(text)
            opcode = Opcode(received["op"])
            content: Any = received.get("d")
        except (json.JSONDecodeError, TypeError, KeyError, AttributeError):
            raise GatewayClosed(4002, "Error while decoding payload.") from None
        except ValueError:
            raise GatewayClosed(4001, "Unknown opcode.") from None
        _log.debug("Gateway received %s", opcode.name)
        self._obey(opcode, content)

    def _obey(self, opcode: Opcode, content: Any) -> None:
        identified = self._gateway.session_of(self._outbox) is not None
        match opcode:
            case Opcode.HEARTBEAT:
                self._outbox.send(frame(Opcode.HEARTBEAT_ACK))
            case Opcode.IDENTIFY if identified:
                raise GatewayClosed(4005, "Already authenticated.")
            case Opcode.IDENTIFY:
                self._gateway.identify(self._outbox, content)
            case Opcode.RESUME:
                self._gateway.resume(self._outbox, content)
            case _ if not identified:
                raise GatewayClosed(4003, "Not authenticated.")
            case Opcode.REQUEST_GUILD_MEMBERS:
                self._gateway.send_members(self._outbox, content)
            case Opcode.PRESENCE_UPDATE | Opcode.VOICE_STATE_UPDATE:
                # Nobody in the sandbox sees a presence or hears a voice.
                return
            case _:
                raise GatewayClosed(4001, "Unknown opcode.")


def _check_token(token: object) -> None:
    if not isinstance(token, str) or not is_token_accepted(token):
        raise GatewayClosed(4004, "Authentication failed.")


def is_token_accepted(token: str) -> bool:
    """Says whether a bot may use this token: any but an empty one and the word "invalid"."""
    return bool(token.strip()) and token.strip() != INVALID_TOKEN
