"""Who asks, and where the answer goes."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Requester:
    """A member in a place; plain ids, so that services know nothing of Discord.

    Attributes:
        guild_id: None in direct messages and where the bot is not a member.
        message_id: The message that the member watches while they wait.
        application_id: With the token, enough to answer after a restart.
        interaction_token: A secret for 15 minutes; never shown.
        token_expires_at: From then on, the answer goes elsewhere.
    """

    member_id: int
    guild_id: int | None = None
    channel_id: int | None = None
    message_id: int | None = None
    application_id: int | None = None
    interaction_token: str | None = field(default=None, repr=False)
    token_expires_at: datetime | None = None
