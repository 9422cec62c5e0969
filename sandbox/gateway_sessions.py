"""What a gateway session remembers: who it is for, what it sent, and how to send it again."""

from dataclasses import dataclass, field

from sandbox.gateway_frames import Intent, event_frame
from sandbox.outbox import Outbox
from sandbox.payloads import JsonObject


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
        text = event_frame(event, self.sequence + 1, content)
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
