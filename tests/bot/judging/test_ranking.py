"""The ranking."""

import numpy as np
import pytest

from bot.judging.choices import Choice
from bot.judging.criteria import Criterion, JuryScore
from bot.judging.jury import Verdict
from bot.judging.ranking import Standing, rank
from tests.bot.judging.votes import choice, honest_votes


def places(standings: list[Standing]) -> dict[str, int]:
    return {standing.entry_id: standing.place for standing in standings}


def test_nothing_is_ranked_of_nothing() -> None:
    assert rank([], []) == []


def test_a_single_entry_is_first() -> None:
    assert rank(["a"], []) == [
        Standing("a", 1, is_tied=False, score=0, low_place=1, high_place=1, shown=0)
    ]


def test_without_ballots_all_share_the_first_place() -> None:
    standings = rank(list("abcd"), [choice(1, "abcd", None)])

    assert [each.entry_id for each in standings] == list("abcd")
    for each in standings:
        assert (each.place, each.is_tied, each.score, each.shown) == (1, True, 0, 0)
        assert (each.low_place, each.high_place) == (1, 4)


def test_clear_ballots_are_followed() -> None:
    choices = [choice(voter, "abcd", "b", "d") for voter in range(20)]
    choices += [choice(voter, "ac", "a") for voter in range(20, 40)]

    standings = rank(list("abcd"), choices)

    assert places(standings) == {"b": 1, "a": 2, "c": 3, "d": 4}
    assert not any(each.is_tied for each in standings)
    assert [each.shown for each in standings] == [20, 40, 40, 20]
    assert all(each.low_place <= each.place <= each.high_place for each in standings)
    assert standings[0].score > standings[1].score > 0 > standings[3].score


def test_ballots_that_balance_leave_a_tie_and_the_next_place_out() -> None:
    choices = [choice(1, "ab", "a"), choice(2, "ab", "b")]
    choices += [choice(voter, "abc", "ab"[voter % 2], "c") for voter in range(3, 21)]

    standings = rank(list("abc"), choices)

    assert [(each.entry_id, each.place, each.is_tied) for each in standings] == [
        ("a", 1, True), ("b", 1, True), ("c", 3, False),
    ]  # fmt: skip
    assert (standings[0].low_place, standings[0].high_place) == (1, 2)


def test_a_toss_up_is_a_tie_and_a_lead_is_none() -> None:
    evens = [choice(voter, "ab", "ab"[voter % 2]) for voter in range(100)]
    assert places(rank("ab", [*evens, choice(200, "ab", "b")])) == {"a": 1, "b": 1}
    lead = [choice(voter, "ab", "b") for voter in range(200, 210)]
    assert places(rank("ab", [*evens, *lead])) == {"b": 1, "a": 2}


def test_the_order_of_ballots_and_entries_changes_nothing() -> None:
    entries = {f"e{number:02d}": number for number in range(12)}
    choices = honest_votes(entries, lambda entry: int(entry[1:]), 10, 2, np.random.default_rng(1))
    assert rank(list(entries), choices) == rank(list(reversed(entries)), choices[::-1])


def test_skipped_ballots_change_nothing() -> None:
    choices = [choice(1, "abcd", "a", "d"), choice(2, "abcd", "a", "b")]
    assert rank("abcd", choices) == rank("abcd", [*choices, choice(3, "abcd", None)])


def test_a_withdrawn_entry_leaves_the_ranking_and_the_ballots() -> None:
    choices = [choice(voter, "abcd", "a", "d") for voter in range(10)]
    assert list(places(rank("bcd", choices))) == ["b", "c", "d"]
    assert places(rank("bcd", choices))["d"] == 3


def test_an_entry_that_nobody_saw_is_an_average_one() -> None:
    choices = [choice(voter, "abcd", "a", "d") for voter in range(20)]
    standings = {each.entry_id: each for each in rank("abcde", choices)}
    assert standings["a"].place < standings["e"].place < standings["d"].place
    assert standings["e"].score == pytest.approx(0, abs=0.01)
    assert standings["e"].high_place - standings["e"].low_place >= 3


def test_more_ballots_make_shorter_intervals() -> None:
    entries = {f"e{number:02d}": number for number in range(20)}

    def width(voters: int) -> int:
        random = np.random.default_rng(1)
        seen = {entry: random.standard_normal() for entry in entries}
        choices = honest_votes(
            entries, lambda entry: seen[entry] + random.standard_normal(), voters, 3, random
        )
        return sum(each.high_place - each.low_place for each in rank(list(entries), choices))

    assert width(40) < 0.8 * width(10)


def test_five_hundred_entries_are_ranked() -> None:
    entries = [f"e{number:03d}" for number in range(500)]
    random = np.random.default_rng(1)
    ballots = [sorted(random.choice(entries, 4, replace=False).tolist()) for _ in range(500)]
    choices = [Choice(1, tuple(shown), shown[-1], shown[0]) for shown in ballots]

    standings = rank(entries, choices)

    assert len(standings) == 500
    assert [each.place for each in standings] == sorted(each.place for each in standings)
    assert np.mean([int(each.entry_id[1:]) for each in standings[:100]]) > 350


JURY = tuple(
    JuryScore(1, entry, Criterion.CRAFT, score)
    for entry, score in zip("abcd", (1, 2, 3, 5), strict=True)
)
VOTES = [choice(voter, "abcd", "a", "d") for voter in range(20)] + [
    choice(voter, "bc", "b") for voter in range(20, 40)
]


@pytest.mark.parametrize(("weight", "expected"), [
    (0.0, {"a": 1, "b": 2, "c": 3, "d": 4}),
    (0.3, {"a": 1, "b": 2, "c": 3, "d": 4}),
    (0.5, {"a": 1, "b": 1, "c": 1, "d": 1}),
    (1.0, {"d": 1, "c": 2, "b": 3, "a": 4}),
])  # fmt: skip
def test_a_jury_counts_by_its_weight(weight: float, expected: dict[str, int]) -> None:
    standings = rank("abcd", VOTES, Verdict(JURY, weight))
    assert places(standings) == expected
    assert all(each.low_place <= each.place <= each.high_place for each in standings)


def test_a_jury_alone_leaves_no_doubt() -> None:
    standings = rank("abcd", VOTES, Verdict(JURY, 1))
    assert all(each.low_place == each.high_place == each.place for each in standings)
