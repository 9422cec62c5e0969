"""The numbers a sandbox runs by; Discord's own unless a test says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class RateLimit:
    """So many requests in so many seconds."""

    requests: int
    seconds: float


UNLIMITED: RateLimit | None = None


def discord_like_rate_limits() -> dict[str, RateLimit | None]:
    """Returns the limits of single routes, by method and path below /api/v10."""
    messages = "/channels/{channel_id}/messages"
    webhook = "/webhooks/{application_id}/{token}"
    five_in_five_seconds = RateLimit(5, 5.0)
    return {
        f"POST {messages}": five_in_five_seconds,
        f"PATCH {messages}/{{message_id}}": five_in_five_seconds,
        f"DELETE {messages}/{{message_id}}": five_in_five_seconds,
        f"POST {webhook}": five_in_five_seconds,
        f"PATCH {webhook}/messages/{{message_id}}": five_in_five_seconds,
        f"DELETE {webhook}/messages/{{message_id}}": five_in_five_seconds,
        "POST /interactions/{interaction_id}/{token}/callback": UNLIMITED,
    }


@dataclass(frozen=True)
class SandboxSettings:
    """How strict and how patient the sandbox is.

    Attributes:
        acknowledge_seconds: Time for the first answer to an interaction.
        token_seconds: Life of an interaction's token.
        nonce_seconds: How long an enforced nonce keeps a message from being sent twice.
        heartbeat_seconds: What HELLO asks for.
        session_seconds: How long a dropped gateway session can be resumed.
        file_bytes: Largest single file.
        request_bytes: Largest request.
        rate_limits: Limits of single routes; None there means no limit.
        default_rate_limit: Limit of every other route.
    """

    acknowledge_seconds: float = 3.0
    token_seconds: float = 15 * 60.0
    nonce_seconds: float = 3 * 60.0
    heartbeat_seconds: float = 41.25
    session_seconds: float = 120.0
    file_bytes: int = 10 * MEBIBYTE
    request_bytes: int = 25 * MEBIBYTE
    rate_limits: Mapping[str, RateLimit | None] = field(default_factory=discord_like_rate_limits)
    default_rate_limit: RateLimit | None = field(default_factory=lambda: RateLimit(50, 1.0))
