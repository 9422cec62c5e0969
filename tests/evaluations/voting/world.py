"""Challenges with entries of known quality, and voters who see it through noise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.judging.choices import Choice, EntryId
from bot.judging.posterior import Floats

ENTRIES, VOTERS = 30, 20

Chooser = Callable[
    [Mapping[EntryId, int], Sequence[Choice], int, np.random.Generator], Sequence[EntryId]
]
"""Says what a ballot shows, as `bot.judging.ballots.next_shown` does."""
Look = Callable[[int, EntryId], float]
"""How good an entry seems to a voter at this look."""


@dataclass(frozen=True)
class Challenge:
    """Entries as a voting finds them.

    Attributes:
        qualities: Of the entries: independent, standard normal.
        authors: Of each entry, in the order of the qualities; the first ones vote.
    """

    qualities: Floats
    authors: Mapping[EntryId, int]

    @property
    def entries(self) -> list[EntryId]:
        return list(self.authors)


def make_challenge(random: np.random.Generator, entries: int = ENTRIES) -> Challenge:
    """Draws a challenge in which every entry has an author of its own."""
    return Challenge(
        random.standard_normal(entries),
        {f"entry {number:03d}": number for number in range(entries)},
    )


def looks(challenge: Challenge, random: np.random.Generator, noise: float = 1) -> Look:
    """Returns how voters see entries: the quality plus new normal noise at each look."""
    qualities = dict(zip(challenge.entries, challenge.qualities.tolist(), strict=True))
    return lambda voter, entry: qualities[entry] + noise * random.standard_normal()


def vote(
    challenge: Challenge,
    look: Look,
    choose: Chooser,
    budget: int,
    random: np.random.Generator,
    voters: int = VOTERS,
) -> list[Choice]:
    """Has one voter after the other fill in ballots until they have looked at enough entries."""
    choices: list[Choice] = []
    for voter in random.permutation(voters).tolist():
        seen = 0
        while seen < budget and (shown := choose(challenge.authors, choices, voter, random)):
            choices.append(answer(voter, tuple(shown), look))
            seen += len(shown)
    return choices


def answer(voter: int, shown: tuple[EntryId, ...], look: Look) -> Choice:
    """Has a voter choose the best and, but of a pair, the worst."""
    seen = {entry: look(voter, entry) for entry in shown}
    order = sorted(shown, key=lambda entry: seen[entry])
    return Choice(voter, shown, order[-1], order[0] if len(shown) > 2 else None)
