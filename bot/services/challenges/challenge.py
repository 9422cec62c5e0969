"""A challenge, as it is wished for and as it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from bot.database.challenge_choices import Making
from models.base import Kind


class Phase(IntEnum):
    """How far a challenge is. It never goes back, whatever the clock does."""

    PLANNED = 0
    OPEN = 1
    VOTING = 2
    COUNTING = 3
    PUBLISHED = 4
    CANCELLED = 5


@dataclass(frozen=True)
class ChallengeDraft:
    """A challenge as a moderator writes it down.

    Attributes:
        title: One line.
        brief: What to make.
        kinds: Of the entries, at least one.
        opens_at: From then on entries are taken; a time that has just passed means at once.
        closes_at: From then on they are not, and votes are.
        voting_closes_at: From then on votes are not taken; the results come.
        required_words: Have to come up in a text, or in a picture's prompt or title.
        form: Name of the form that poems are in.
        palette: Colours of pictures, as CSS names or hex codes; each has to show one of them.
        entries_each: How many a member may have, from 1 to 5.
        making: By whom entries may be made.
        is_blind: Whether authors are hidden until the results.
    """

    title: str
    brief: str
    kinds: tuple[Kind, ...]
    opens_at: datetime
    closes_at: datetime
    voting_closes_at: datetime
    required_words: tuple[str, ...] = ()
    form: str | None = None
    palette: tuple[str, ...] = ()
    entries_each: int = 1
    making: Making = Making.BOTH
    is_blind: bool = True


@dataclass(frozen=True)
class Challenge:
    """A challenge of a server.

    Attributes:
        draft: What it asks for, checked.
        notation: Of the server's own form, as it was when the challenge was made.
        phase: How far it was when this was read.
        version: Goes up with each change; an edit names the one that it saw.
        thread_id: The thread for it, once there is one.
        series_id: The series that began it.
        entry_count: How many entries stand.
    """

    id: str
    guild_id: int
    channel_id: int
    author_id: int
    draft: ChallengeDraft
    phase: Phase
    version: int
    notation: str | None = None
    thread_id: int | None = None
    series_id: str | None = None
    cancelled_reason: str | None = None
    entry_count: int = 0
