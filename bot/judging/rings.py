"""Voters who choose each other's entries far above chance, for moderators to look at."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, permutations
from math import comb

import numpy as np

from bot.judging.choices import Choice, EntryId
from bot.judging.looks import Look, looks_of
from bot.judging.posterior import Floats

FALSE_ALARMS = 0.05
"""How often honest ballots raise any alarm, at most."""

_MOST_MEMBERS = 8


@dataclass(frozen=True)
class Ring:
    """Voters who chose each other's entries.

    Attributes:
        voter_ids: Its members, ascending.
        chosen: How many times a member chose an entry of another as best.
        offered: How many times a member saw one and did not skip.
        expected: How many times it would have been chosen, had members chosen as all voters did.
        chance: Bound of the chance that honest ballots look like this for any group of the size.
    """

    voter_ids: tuple[int, ...]
    chosen: int
    offered: int
    expected: float
    chance: float

    @property
    def is_alarm(self) -> bool:
        # Each size of group has half the false alarms of the one before, so that all have 5 %.
        return self.chance < FALSE_ALARMS / 2 ** (len(self.voter_ids) - 1)


def rings(choices: Sequence[Choice], authors: Mapping[EntryId, int]) -> list[Ring]:
    """Finds groups of two to eight voters who choose each other's entries far above chance.

    Among the looks of a group's members at each other's entries, so many chosen ones have a
    p-value: the tail of the sum of independent events with the looks' chances (Poisson's binomial
    distribution). It is multiplied with the number of groups of the size that there could be, of
    which honest ballots raise any alarm at most in 5 % of cases. A single challenge hardly ever
    tells so much; a season does. Friends who share a taste look like a ring as well: what is found
    is a reason to look, no proof.

    Args:
        choices: Ballots of one challenge or of many.
        authors: Every entry's author.

    Returns:
        Groups that have no member in common, the least likely first.
    """
    circle = _Circle(choices, authors)
    favours = circle.excess > 0
    pairs = combinations(range(len(circle.people)), 2)
    grown = (_grow(circle, pair) for pair in pairs if favours[pair] and favours[pair[::-1]])
    found = [ring for rings_of_pair in grown for ring in rings_of_pair if ring.is_alarm]
    apart: list[Ring] = []
    for ring in sorted(found, key=lambda ring: (ring.chance, ring.voter_ids)):
        if all(set(ring.voter_ids).isdisjoint(other.voter_ids) for other in apart):
            apart.append(ring)
    return apart


class _Circle:
    """People who both voted and have entries.

    Attributes:
        people: Their ids, ascending.
        looks: Of one of them at the entries of another, by their numbers.
        excess: How many times more than expected the row's person chose the column's entries.
    """

    def __init__(self, choices: Sequence[Choice], authors: Mapping[EntryId, int]) -> None:
        looks = [look for look in looks_of(choices) if look.entry_id in authors]
        self.people = sorted({look.voter_id for look in looks}.intersection(authors.values()))
        numbers = {person: number for number, person in enumerate(self.people)}
        self.looks: dict[tuple[int, int], list[Look]] = defaultdict(list)
        self.excess = np.zeros((len(numbers), len(numbers)))
        for look in looks:
            voter, author = numbers.get(look.voter_id), numbers.get(authors[look.entry_id])
            if voter is not None and author is not None:
                self.looks[voter, author].append(look)
                self.excess[voter, author] += look.is_best - look.chance


def _grow(circle: _Circle, pair: tuple[int, int]) -> Iterator[Ring]:
    """Yields the pair, then with whoever it favours most and is favoured by most, and so on."""
    group = list(pair)
    while True:
        yield _ring(circle, group)
        given, received = circle.excess[:, group].sum(axis=1), circle.excess[group].sum(axis=0)
        gain = np.where((given > 0) & (received > 0), given + received, 0)
        gain[group] = 0
        if len(group) == _MOST_MEMBERS or not gain.any():
            return
        group.append(int(gain.argmax()))


def _ring(circle: _Circle, group: Sequence[int]) -> Ring:
    looks = [look for pair in permutations(group, 2) for look in circle.looks.get(pair, ())]
    chosen = sum(look.is_best for look in looks)
    tail = float(_distribution([look.chance for look in looks])[chosen:].sum())
    return Ring(
        tuple(sorted(circle.people[number] for number in group)),
        chosen,
        len(looks),
        sum(look.chance for look in looks),
        min(1.0, tail * comb(len(circle.people), len(group))),
    )


def _distribution(chances: Sequence[float]) -> Floats:
    """Returns how likely each number of independent events is."""
    return reduce(np.convolve, [np.array([1 - chance, chance]) for chance in chances], np.ones(1))
