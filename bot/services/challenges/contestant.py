"""Who acts in a challenge."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Contestant:
    """A member of a server, as far as challenges need to know them.

    Attributes:
        guild_id: The server that they act in; they reach nothing of another one.
        created_at: When their account was made.
        joined_at: When they joined the server; None if Discord doesn't say.
        is_moderator: Whether they have Manage Server or Manage Events. They alone make, change and
            cancel challenges, choose juries and remove entries; who started a challenge does not
            matter, so that it can be gone on with when they leave.
    """

    member_id: int
    guild_id: int
    created_at: datetime
    joined_at: datetime | None
    is_moderator: bool = False
