"""What a gateway session remembers: who it is for, what it sent, and how to send it again."""

import json
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag

from sandbox.outbox import Outbox
from sandbox.payloads import JsonObject


class Opcode(IntEnum):
    """What a gateway frame is about."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    VOICE_STATE_UPDATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_GUILD_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Intent(IntFlag):
    """The groups of events a bot can ask for, as far as the sandbox sends them."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


def frame(opcode: Opcode, content: object = None) -> str:
    """Returns a frame that is not an event."""
    return json.dumps({"op": int(opcode), "d": content, "s": None, "t": None})


@dataclass
class GatewaySession:
    """One shard's stream of events, which outlives its connections.

    Attributes:
        outbox: The connection, or None while there is none.
        lost_at: When the last connection went away.
    """

    id: str
    intents: int
    shard: tuple[int, int]
    outbox: Outbox | None = None
    lost_at: float | None = None
    _sent: list[str] = field(default_factory=list[str])

    @property
    def sequence(self) -> int:
        return len(self._sent)

    def dispatch(self, event: str, content: JsonObject) -> None:
        """Sends an event, or keeps it for when the session is resumed."""
        text = json.dumps(
            {"op": int(Opcode.DISPATCH), "t": event, "s": self.sequence + 1, "d": content}
        )
        self._sent.append(text)
        if self.outbox:
            self.outbox.send(text)

    def resume(self, outbox: Outbox, sequence: int) -> None:
        """Continues on another connection after the event that was received last."""
        self.outbox, self.lost_at = outbox, None
        for text in self._sent[sequence:]:
            outbox.send(text)
        self.dispatch("RESUMED", {})

    def wants(self, intent: Intent) -> bool:
        return bool(self.intents & intent)

    def covers(self, guild_id: str | None) -> bool:
        """Says whether this shard gets the guild's events; private ones go to shard 0."""
        index, count = self.shard
        return ((int(guild_id) >> 22) % count if guild_id else 0) == index
