"""What a ballot shows."""

from collections import Counter

import numpy as np
import pytest

from bot.judging.ballots import next_shown
from bot.judging.choices import Choice
from tests.bot.judging.votes import choice, honest_votes

ENTRIES = {f"e{number:02d}": number for number in range(30)}
STRANGER = 99


def generator(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def all_ballots(entries: dict[str, int], voter: int) -> list[tuple[str, ...]]:
    """Returns what a voter is shown until nothing is left."""
    random, choices = generator(), list[Choice]()
    while shown := next_shown(entries, choices, voter, random):
        choices.append(Choice(voter, shown, None, None))
    return [ballot.shown for ballot in choices]


@pytest.mark.parametrize(("entries", "sizes"), [
    (0, []), (1, []), (2, [2]), (3, [3]), (4, [4]), (5, [3, 2]), (6, [4, 2]), (7, [4, 3]),
    (9, [4, 3, 2]), (13, [4, 4, 3, 2]),
])  # fmt: skip
def test_a_voter_sees_every_entry_once(entries: int, sizes: list[int]) -> None:
    ballots = all_ballots({f"e{number}": number for number in range(entries)}, STRANGER)

    assert [len(shown) for shown in ballots] == sizes
    assert all(times == 1 for times in Counter(sum(ballots, ())).values())


def test_nobody_sees_an_entry_of_their_own() -> None:
    entries = {"a": 7, "b": 7, "c": 1, "d": 2, "e": 3}
    assert set(sum(all_ballots(entries, 7), ())) == {"c", "d", "e"}
    assert all_ballots({"a": 7, "b": 1}, 7) == []


def test_a_skipped_ballot_does_not_come_again() -> None:
    shown = next_shown(ENTRIES, [], 0, generator())
    again = next_shown(ENTRIES, [Choice(0, shown, None, None)], 0, generator())
    assert not set(shown).intersection(again)


def test_the_same_generator_makes_the_same_ballot_whatever_the_order() -> None:
    choices = honest_votes(ENTRIES, hash, 6, 3, generator())
    turned = dict(reversed(ENTRIES.items()))

    shown = next_shown(ENTRIES, choices, STRANGER, generator())

    assert shown == next_shown(turned, list(reversed(choices)), STRANGER, generator())
    assert shown != next_shown(ENTRIES, choices, STRANGER, generator(2))


def test_all_are_shown_about_equally_often() -> None:
    choices = honest_votes(ENTRIES, lambda entry: int(entry[1:]), 20, 5, generator())
    counts = Counter(entry for ballot in choices for entry in ballot.shown)
    assert len(counts) == len(ENTRIES)
    assert max(counts.values()) - min(counts.values()) <= 2


def test_what_was_shown_least_comes_first() -> None:
    choices = [choice(1, "abcd", "a", "d"), choice(2, "efab", "e", "b")]
    entries = dict.fromkeys("abcdefgh", STRANGER)
    for seed in range(10):
        assert {"g", "h"} < set(next_shown(entries, choices, 3, generator(seed)))


def test_among_equally_often_shown_ones_neighbours_are_compared() -> None:
    # Every strong entry has beaten every weak one; nobody compared the strong ones.
    choices = [choice(voter, a + b, a) for voter in range(5) for a in "abcd" for b in "wxyz"]
    entries = dict.fromkeys("abcdwxyz", STRANGER)

    ballots = [frozenset(next_shown(entries, choices, 9, generator(seed))) for seed in range(20)]

    assert set(ballots) == {frozenset("abcd"), frozenset("wxyz")}


def test_positions_are_shuffled() -> None:
    entries = dict.fromkeys("abcd", STRANGER)
    firsts = Counter(next_shown(entries, [], 1, generator(seed))[0] for seed in range(200))
    assert set(firsts) == set("abcd")
    assert min(firsts.values()) > 25


def test_entries_no_longer_judged_are_not_shown() -> None:
    choices = [choice(1, "abcd", "a", "d")]
    assert set(next_shown(dict.fromkeys("bcde", STRANGER), choices, 2, generator())) == set("bcde")


def test_five_hundred_entries_fill_a_ballot() -> None:
    entries = {f"e{number:03d}": number for number in range(500)}
    names = list(entries)
    choices = [
        Choice(number, tuple(names[4 * number :][:4]), names[4 * number], names[4 * number + 1])
        for number in range(124)
    ]
    shown = next_shown(entries, choices, 700, generator())
    assert len(set(shown)) == 4
    assert set(shown) == set(names[496:])
    choices.append(Choice(124, shown, shown[0], shown[1]))
    again = next_shown(entries, choices, 700, generator())
    assert len(set(again)) == 4
