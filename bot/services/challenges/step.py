"""Something that is due in a challenge at a time."""

from dataclasses import dataclass
from datetime import datetime

from bot.database.challenge_choices import StepKind
from bot.services.deliveries import Attempt


@dataclass(frozen=True)
class Step:
    """A step that is to be done once.

    Attributes:
        marker: Up to 16 characters by which its message is known again; fits a nonce.
        attempt: Where its message may be already, from an attempt whose end nobody knows. Search
            that channel from that time on before sending.
        tries: How often somebody claimed it before.
        is_over: Whether to skip it if the message of its attempt can't be found: the time that it
            tells of has passed.
    """

    challenge_id: str
    kind: StepKind
    due_at: datetime
    marker: str
    attempt: Attempt | None = None
    tries: int = 0
    is_over: bool = False
