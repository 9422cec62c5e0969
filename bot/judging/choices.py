"""What ballots said."""

from dataclasses import dataclass

EntryId = str
"""Names an entry; entries of several challenges have different ones."""


@dataclass(frozen=True)
class Choice:
    """What one ballot said.

    Attributes:
        voter_id: Who was asked.
        shown: What the ballot showed, in the order of its positions.
        best: The one of them chosen as best; None if the voter skipped the ballot.
        worst: Another one, chosen as worst; None for a pair or if the voter chose none.
    """

    voter_id: int
    shown: tuple[EntryId, ...]
    best: EntryId | None
    worst: EntryId | None

    @property
    def is_skipped(self) -> bool:
        return self.best is None
