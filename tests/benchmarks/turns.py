"""Who is measured when."""

from collections.abc import Callable, Sequence
from typing import TypeVar

_Contestant = TypeVar("_Contestant")
_Outcome = TypeVar("_Outcome")


def take_turns(
    contestants: Sequence[_Contestant],
    rounds: int,
    measure: Callable[[_Contestant, int], _Outcome],
) -> list[list[_Outcome]]:
    """Measures each contestant once a round, another one first in every round.

    So a machine that grows slower, or is busy for a while, is not held against one of them.

    Args:
        contestants: Who is measured.
        rounds: How often each is.
        measure: Called with a contestant and the number of the round, from 0.

    Returns:
        For each contestant, in their order, what was measured in each round.
    """
    outcomes: list[list[_Outcome]] = [[] for _ in contestants]
    for number in range(rounds):
        for place in range(len(contestants)):
            index = (number + place) % len(contestants)
            outcomes[index].append(measure(contestants[index], number))
    return outcomes
