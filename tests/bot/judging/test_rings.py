"""Rings of voters."""

from dataclasses import replace
from math import comb

import numpy as np
import pytest

from bot.judging.choices import Choice
from bot.judging.rings import _Circle, _ring, rings
from tests.bot.judging.votes import choice

PEOPLE = 16


def season(challenges: int, *rings: set[int]) -> tuple[list[Choice], dict[str, int]]:
    """Has everyone see everybody's entries; some people's are better, but friends come first."""
    random = np.random.default_rng(3)
    choices: list[Choice] = []
    authors: dict[str, int] = {}
    for number in range(challenges):
        entries = {f"{number}/{person}": person for person in range(PEOPLE)}
        quality = {
            entry: person / 8 + random.standard_normal() for entry, person in entries.items()
        }
        for voter in range(PEOPLE):
            others = [entry for entry, person in entries.items() if person != voter]
            random.shuffle(others)
            for start in range(0, len(others), 4):
                shown = tuple(others[start : start + 4])
                seen = {
                    entry: quality[entry]
                    + random.standard_normal()
                    + 99 * any({voter, entries[entry]} <= ring for ring in rings)
                    for entry in shown
                }
                choices.append(Choice(voter, shown, max(shown, key=seen.__getitem__), None))
        authors |= entries
    return choices, authors


def test_nothing_is_found_in_nothing() -> None:
    assert rings([], {}) == []
    assert rings([choice(1, "abcd", "a", "d")], {"a": 5, "b": 6, "c": 7, "d": 8}) == []


def test_honest_voters_raise_no_alarm_even_if_the_same_ones_win() -> None:
    assert rings(*season(8)) == []


def test_a_pair_is_found() -> None:
    [ring] = rings(*season(8, {2, 9}))
    assert ring.voter_ids == (2, 9)
    assert ring.chosen == ring.offered == 16
    assert ring.expected < 10
    assert ring.chance < 0.025


def test_two_rings_are_told_apart() -> None:
    found = rings(*season(4, {2, 8, 12}, {0, 6, 15}))
    assert {ring.voter_ids for ring in found} == {(2, 8, 12), (0, 6, 15)}


def test_a_single_challenge_is_not_enough_to_accuse_a_pair() -> None:
    assert rings(*season(1, {2, 9})) == []


def test_a_fan_whose_love_is_not_returned_is_no_ring() -> None:
    choices, authors = season(8)
    loving = [
        replace(each, best=loved[0])
        if each.voter_id == 11 and (loved := [e for e in each.shown if authors[e] == 2])
        else each
        for each in choices
    ]
    assert rings(loving, authors) == []


def test_skipped_ballots_and_foreign_entries_are_left_out() -> None:
    choices, authors = season(8, {2, 9})
    more = [choice(9, "xy", "x"), Choice(2, ("0/9", "0/3"), None, None)]
    assert rings(choices, authors) == rings([*choices, *more], authors)


def test_the_two_best_of_a_small_circle_are_no_ring() -> None:
    # They choose each other more often than the others do: their own entry is never in the way.
    random = np.random.default_rng(1)
    talents = np.array([2, 2, 0, 0, 0, 0])
    authors = {f"{number}/{person}": person for number in range(20) for person in range(6)}
    choices: list[Choice] = []
    for number in range(20):
        for voter in range(6):
            others = np.array([person for person in range(6) if person != voter])
            random.shuffle(others)
            seen = talents[others[:4]] + random.standard_normal(4)
            shown = tuple(f"{number}/{person}" for person in others[:4])
            choices.append(Choice(voter, shown, shown[int(seen.argmax())], None))
    mutual = [each for each in choices if each.voter_id < 2 and authors[each.best or ""] < 2]
    assert len(mutual) > 25

    assert rings(choices, authors) == []


def test_the_chance_is_the_tail_times_the_number_of_groups() -> None:
    # Ten see each of two entries beside equal ones, and only the other's author chooses it.
    choices = [choice(1, "ax", "a"), choice(0, "bx", "b")]
    choices += [choice(voter, shown, "x") for voter in range(2, 11) for shown in ("ax", "bx")]
    authors = {"a": 0, "b": 1, "c": 2, "d": 3}

    ring = _ring(_Circle(choices, authors), (0, 1))

    assert (ring.voter_ids, ring.chosen, ring.offered) == ((0, 1), 2, 2)
    assert ring.expected == pytest.approx(2 / 10)
    assert ring.chance == pytest.approx((1 / 10) ** 2 * comb(4, 2))
