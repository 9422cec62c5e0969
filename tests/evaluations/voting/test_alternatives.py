from collections import Counter

import numpy as np
import pytest

from bot.judging.choices import Choice
from tests.evaluations.voting.alternatives import STARS_EACH, balanced, count_stars
from tests.evaluations.voting.world import VOTERS, Challenge, looks, make_challenge


@pytest.mark.parametrize("size", [2, 4])
def test_what_was_shown_least_comes_first(size: int) -> None:
    random = np.random.default_rng(1)
    entries = {f"e{number}": number for number in range(12)}
    choices: list[Choice] = []
    for voter in range(20, 32):
        shown = tuple(balanced(size)(entries, choices, voter, random))
        assert len(set(shown)) == size
        choices.append(Choice(voter, shown, shown[0], None))
    counts = Counter(entry for choice in choices for entry in choice.shown)
    assert set(counts.values()) == {size}


def test_nothing_comes_twice_and_nothing_of_ones_own() -> None:
    entries = {"a": 1, "b": 2, "c": 3, "d": 4}
    choices = [Choice(1, ("b", "c"), "b", None)]
    assert balanced(2)(entries, choices, 1, np.random.default_rng(1)) == ()


def test_stars_go_to_the_best_of_the_first_entries_most_of_the_time() -> None:
    challenge = Challenge(np.arange(30.0), make_challenge(np.random.default_rng(1)).authors)
    random = np.random.default_rng(1)

    stars = count_stars(challenge, looks(challenge, random, noise=0), 12, random)

    assert stars.sum() == VOTERS * STARS_EACH
    assert stars[9:13].sum() > 0.5 * stars.sum()
    assert stars[13:].sum() > 0
