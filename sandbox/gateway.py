"""The gateway: the WebSocket over which a bot hears what happens."""

import asyncio
import secrets
from collections.abc import Callable
from typing import cast

from aiohttp import WSMsgType, web

from sandbox.clock import Clock
from sandbox.gateway_frames import Frame, GatewayClosed, Intent, Opcode, frame, parse_frame
from sandbox.gateway_sessions import GatewaySession
from sandbox.outbox import Outbox
from sandbox.payloads import JsonObject, strings_in
from sandbox.settings import SandboxSettings
from sandbox.world import World
from sandbox.world_payloads import current_user_payload, guild_create

REFUSED_WORD = "invalid"  # the one word that is refused as a token


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

    def sessions(self, guild_id: str | None) -> list[GatewaySession]:
        """Returns the sessions that get events of this guild, or of private channels."""
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
        try:
            async with outbox.running():
                interval = int(self._settings.heartbeat_seconds * 1000)
                outbox.send(frame(Opcode.HELLO, {"heartbeat_interval": interval}))
                await self._listen(socket, outbox)
        finally:
            self._open.discard(socket)
            self._connection_ended(outbox, socket.close_code)
        return socket

    async def _listen(self, socket: web.WebSocketResponse, outbox: Outbox) -> None:
        patience = self._settings.heartbeat_seconds * 1.5
        try:
            while True:
                message = await socket.receive(timeout=patience)
                if message.type is not WSMsgType.TEXT:
                    return
                self._obey(outbox, parse_frame(cast("str", message.data)))
        except TimeoutError:
            await socket.close(code=4009, message=b"Session timed out.")
        except GatewayClosed as closed:
            await socket.close(code=closed.code, message=closed.reason.encode())

    def _obey(self, outbox: Outbox, received: Frame) -> None:
        session = self._session_of(outbox)
        match received.opcode:
            case Opcode.HEARTBEAT:
                outbox.send(frame(Opcode.HEARTBEAT_ACK))
            case Opcode.IDENTIFY if session:
                raise GatewayClosed(4005, "Already authenticated.")
            case Opcode.IDENTIFY:
                self._identify(outbox, received.content)
            case Opcode.RESUME:
                self._resume(outbox, received.content)
            case _ if session is None:
                raise GatewayClosed(4003, "Not authenticated.")
            case Opcode.REQUEST_GUILD_MEMBERS:
                self._send_members(session, received.content)
            case Opcode.PRESENCE_UPDATE | Opcode.VOICE_STATE_UPDATE:
                # Nobody in the sandbox sees a presence or hears a voice.
                return
            case _:
                raise GatewayClosed(4001, "Unknown opcode.")

    def _identify(self, outbox: Outbox, content: JsonObject) -> None:
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

    def _resume(self, outbox: Outbox, content: JsonObject) -> None:
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

    def _send_members(self, session: GatewaySession, content: JsonObject) -> None:
        guild = self._world.guilds.get(str(content.get("guild_id")))
        if guild is None:
            return
        wanted = content.get("user_ids")
        ids = [wanted] if isinstance(wanted, str) else strings_in(content, "user_ids")
        prefix = str(content.get("query", "")).lower()
        users = [
            user
            for user in (self._world.bot, *self._world.members.values())
            if (user.id in ids if wanted is not None else user.username.startswith(prefix))
        ]
        chunk: JsonObject = {
            "guild_id": guild.id,
            "members": [self._world.member_payload(user) for user in users],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
            "nonce": content.get("nonce"),
        }
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def _session_of(self, outbox: Outbox) -> GatewaySession | None:
        return next((s for s in self._sessions.values() if s.outbox is outbox), None)

    def _ready(self, session: GatewaySession) -> JsonObject:
        guilds = [guild for guild in self._world.guilds if session.covers(guild)]
        return {
            "v": 10,
            "user": current_user_payload(self._world),
            "guilds": [{"id": guild_id, "unavailable": True} for guild_id in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": self._world.bot.id, "flags": 0},
        }

    def _connection_ended(self, outbox: Outbox, code: int | None) -> None:
        session = self._session_of(outbox)
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


def _check_token(token: object) -> None:
    if not isinstance(token, str) or not is_token_accepted(token):
        raise GatewayClosed(4004, "Authentication failed.")


def is_token_accepted(token: str) -> bool:
    """Says whether a bot may use this token: any but an empty one and the word "invalid"."""
    return bool(token.strip()) and token.strip() != REFUSED_WORD
