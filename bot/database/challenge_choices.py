"""The fixed choices in the tables of challenges."""

from enum import StrEnum


class Making(StrEnum):
    """By whom entries may be made; an entry is one of the first two."""

    HUMAN = "human"
    AI = "ai"
    BOTH = "both"


class StepKind(StrEnum):
    """What happens in a challenge at a set time, in this order; CANCEL may come in between."""

    ANNOUNCE = "announce"
    OPEN = "open"
    REMIND = "remind"
    CLOSE = "close"
    REMIND_VOTING = "remind_voting"
    PUBLISH = "publish"
    CANCEL = "cancel"
    ARCHIVE = "archive"


class StepState(StrEnum):
    """Where a step stands; the last three are ends."""

    WAITING = "waiting"
    ATTEMPTED = "attempted"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


class EntryState(StrEnum):
    """Whether an entry takes part."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class Pick(StrEnum):
    """What a voter said of one of the entries on a ballot."""

    BEST = "best"
    WORST = "worst"


class Cadence(StrEnum):
    """How often a series begins a new challenge."""

    DAILY = "daily"
    WEEKLY = "weekly"


class BriefState(StrEnum):
    """Where a series' brief stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    USED = "used"
