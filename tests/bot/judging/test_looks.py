"""Looks at entries, and how likely they were to choose them."""

import pytest

from bot.judging.looks import looks_of
from tests.bot.judging.votes import choice


def chances(entry: str, *choices: tuple[str, str]) -> list[float]:
    made = [choice(voter, shown, best) for voter, (shown, best) in enumerate(choices)]
    return [look.chance for look in looks_of(made) if look.entry_id == entry]


def test_every_entry_of_a_decided_ballot_is_looked_at() -> None:
    looks = list(looks_of([choice(7, "abc", "b", "c"), choice(8, "abc", None)]))
    assert [(look.voter_id, look.entry_id, look.is_best) for look in looks] == [
        (7, "a", False), (7, "b", True), (7, "c", False),
    ]  # fmt: skip
    assert list(looks_of([])) == []


def test_chances_add_up_to_those_who_chose_the_entry() -> None:
    ballots = [("abcd", "a"), ("abcd", "b"), ("aef", "e"), ("ag", "a"), ("abeg", "g")]
    for entry, best in zip("abcdefg", (2, 1, 0, 0, 1, 0, 1), strict=True):
        assert sum(chances(entry, *ballots)) == pytest.approx(best, abs=1e-6)


def test_beside_equals_all_looks_have_one_chance() -> None:
    ballots = [("ax", "a"), ("ax", "x"), ("ax", "x"), ("ax", "x")]
    assert chances("a", *ballots) == pytest.approx([0.25] * 4)


def test_beside_weaker_ones_the_chance_is_higher() -> None:
    # x always wins but against a, y never does.
    ballots = [("ax", "x"), ("ay", "a"), ("xz", "x"), ("xz", "x"), ("yz", "z"), ("yz", "z")]
    beside_strong, beside_weak = chances("a", *ballots)
    assert beside_strong < 0.2
    assert beside_weak > 0.8


def test_what_everybody_or_nobody_chose_surprises_nobody() -> None:
    assert chances("a", ("ab", "a"), ("acd", "a")) == pytest.approx([1, 1], abs=1e-6)
    assert chances("b", ("ab", "a"), ("bcd", "c")) == pytest.approx([0, 0], abs=1e-6)
