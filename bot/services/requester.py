"""Who asks, and where the answer goes."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Requester:
    """A member in a place; plain ids, so that services know nothing of Discord.

    Attributes:
        guild_id: None in direct messages and where the bot is not a member.
        application_id: With the token, enough to answer after a restart.
        interaction_token: A secret for 15 minutes; never shown.
    """

    member_id: int
    guild_id: int | None = None
    channel_id: int | None = None
    application_id: int | None = None
    interaction_token: str | None = field(default=None, repr=False)
