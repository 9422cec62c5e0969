"""A ballot as a voter holds it."""

from dataclasses import dataclass

from bot.services.challenges.entry import ShownEntry


@dataclass(frozen=True)
class BallotPaper:
    """What a voter is to choose from.

    Attributes:
        entries: From two to four, in the order of their positions. Of two, only the best is asked.
        answered: How many ballots the voter has answered or skipped in this challenge.
    """

    ballot_id: str
    challenge_id: str
    entries: tuple[ShownEntry, ...]
    answered: int


@dataclass(frozen=True)
class Turnout:
    """How many have voted."""

    voters: int
    ballots: int
