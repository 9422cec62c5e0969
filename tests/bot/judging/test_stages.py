"""Ballots taken apart."""

from bot.judging.choices import Choice
from bot.judging.stages import stages_of
from tests.bot.judging.votes import choice


def rows(entries: str, *choices: Choice) -> list[tuple[float, str]]:
    stages = stages_of(entries, choices)
    return [
        (sign, "".join(entries[number] for number in members[is_member]))
        for sign, members, is_member in zip(
            stages.signs.tolist(), stages.members, stages.is_member, strict=True
        )
    ]


def test_the_best_is_chosen_of_all_and_the_worst_of_the_rest() -> None:
    assert rows("abcd", choice(1, "abcd", "c", "a")) == [(-1, "abd"), (1, "cabd")]


def test_pairs_and_ballots_without_a_worst_have_one_choice() -> None:
    assert rows("abcd", choice(1, "ab", "b"), choice(1, "cda", "d")) == [(1, "ba"), (1, "dca")]


def test_of_a_triple_the_rest_is_a_pair() -> None:
    assert rows("abc", choice(1, "abc", "a", "b")) == [(-1, "bc"), (1, "abc")]


def test_the_order_of_ballots_changes_nothing() -> None:
    choices = [choice(1, "abcd", "c", "a"), choice(2, "bcda", "a", "b")]
    assert rows("abcd", *choices) == rows("abcd", *choices[::-1])


def test_a_skipped_ballot_says_nothing() -> None:
    assert rows("abcd", choice(1, "abcd", None)) == []
    assert rows("abcd") == []


def test_of_a_ballot_with_a_withdrawn_entry_the_others_count() -> None:
    assert rows("abd", choice(1, "abcd", "c", "a")) == [(-1, "abd")]
    assert rows("abd", choice(1, "abcd", "b", "c")) == [(1, "bad")]
    assert rows("abd", choice(1, "acb", "a", "b")) == [(1, "ab")]
    assert rows("ab", choice(1, "ac", "a")) == []
