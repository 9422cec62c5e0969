"""Ballots to judge by."""

from collections.abc import Callable, Mapping

import numpy as np

from bot.judging.ballots import next_shown
from bot.judging.choices import Choice, EntryId


def choice(voter: int, shown: str, best: str | None, worst: str | None = None) -> Choice:
    """Makes a choice of entries that are named by one letter each."""
    return Choice(voter, tuple(shown), best, worst)


def honest_votes(
    entries: Mapping[EntryId, int],
    quality: Callable[[EntryId], float],
    voters: int,
    ballots: int,
    random: np.random.Generator,
) -> list[Choice]:
    """Has voters, one after the other, choose by the quality they see."""
    choices: list[Choice] = []
    for voter in range(voters):
        for _ in range(ballots):
            shown = next_shown(entries, choices, voter, random)
            if shown:
                order = sorted(shown, key=quality)
                worst = order[0] if len(shown) > 2 else None
                choices.append(Choice(voter, shown, order[-1], worst))
    return choices
