"""Ballots as the choices they consist of: the best of all shown, then the worst of the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.judging.choices import Choice, EntryId

_WIDTH = 4


@dataclass(frozen=True)
class Stages:
    """Choices of one out of several.

    Attributes:
        members: The entries' numbers, one row a choice, the chosen one first, padded with zeros.
        is_member: Where `members` is no padding.
        signs: 1 where the best was chosen and -1 where the worst was, one a row.
    """

    members: NDArray[np.intp]
    is_member: NDArray[np.bool_]
    signs: NDArray[np.float64]


def stages_of(entries: Sequence[EntryId], choices: Sequence[Choice]) -> Stages:
    """Takes ballots apart; of one that shows an entry no longer judged, the others count."""
    numbers = {entry: number for number, entry in enumerate(entries)}
    rows: list[tuple[float, list[int]]] = []
    for choice in choices:
        shown = [numbers[entry] for entry in choice.shown if entry in numbers]
        best = numbers.get(choice.best or "")
        worst = numbers.get(choice.worst or "")
        if best is not None:
            shown.remove(best)
            rows.append((1, [best, *shown]))
        if worst is not None:
            shown.remove(worst)
            rows.append((-1, [worst, *shown]))
    # Sorted, so that sums over ballots don't depend on who came first, not even in the last bit.
    rows = sorted((sign, row) for sign, row in rows if len(row) > 1)
    width = max((len(row) for _, row in rows), default=_WIDTH)
    members = np.array([row + [0] * (width - len(row)) for _, row in rows], dtype=np.intp)
    lengths = np.array([len(row) for _, row in rows], dtype=np.intp)
    return Stages(
        members.reshape(-1, width),
        np.arange(width) < lengths[:, None],
        np.array([sign for sign, _ in rows], dtype=np.float64),
    )
