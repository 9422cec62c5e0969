"""What travels over a gateway connection: frames with an opcode."""

import json
from enum import IntEnum, IntFlag
from typing import Any, NamedTuple


class Opcode(IntEnum):
    """What a frame is about."""

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


LARGEST_FRAME = 4096
_WITH_OBJECT = frozenset({Opcode.IDENTIFY, Opcode.RESUME, Opcode.REQUEST_GUILD_MEMBERS})


class Intent(IntFlag):
    """The groups of events a bot can ask for, as far as the sandbox sends them."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


class Frame(NamedTuple):
    """A frame that came in."""

    opcode: Opcode
    content: Any


class GatewayClosed(Exception):
    """The connection ends with this close code and reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def frame(opcode: Opcode, content: object = None) -> str:
    """Returns a frame that is not an event."""
    return json.dumps({"op": int(opcode), "d": content, "s": None, "t": None})


def event_frame(event: str, sequence: int, content: object) -> str:
    """Returns the frame of an event."""
    return json.dumps({"op": int(Opcode.DISPATCH), "d": content, "s": sequence, "t": event})


def parse_frame(text: str) -> Frame:
    """Reads a frame that a bot sent.

    Raises:
        GatewayClosed: It is too long, no JSON, or of an unknown kind.
    """
    if len(text.encode()) > LARGEST_FRAME:
        raise GatewayClosed(4002, "Error while decoding payload.")
    try:
        received: Any = json.loads(text)
        opcode, content = received["op"], received.get("d")
    except (json.JSONDecodeError, TypeError, KeyError, AttributeError):
        raise GatewayClosed(4002, "Error while decoding payload.") from None
    if opcode not in list(Opcode):
        raise GatewayClosed(4001, "Unknown opcode.")
    if opcode in _WITH_OBJECT and not isinstance(content, dict):
        raise GatewayClosed(4002, "Error while decoding payload.")
    return Frame(Opcode(opcode), content)
