from collections import Counter

import numpy as np
import pytest

from tests.evaluations.voting.alternatives import balanced
from tests.evaluations.voting.world import VOTERS, Challenge, answer, looks, make_challenge, vote


def generator() -> np.random.Generator:
    return np.random.default_rng(1)


def test_qualities_are_standard_normal_and_authors_different() -> None:
    challenge = make_challenge(generator(), entries=2000)
    assert challenge.qualities.mean() == pytest.approx(0, abs=0.1)
    assert challenge.qualities.std() == pytest.approx(1, abs=0.1)
    assert len(set(challenge.authors.values())) == 2000


def test_a_look_is_the_quality_and_noise() -> None:
    challenge = Challenge(np.array([3.0, -1.0]), {"a": 0, "b": 1})
    look = looks(challenge, generator())
    seen = [look(5, "a") for _ in range(2000)]
    assert np.mean(seen) == pytest.approx(3, abs=0.1)
    assert np.std(seen) == pytest.approx(1, abs=0.1)
    assert looks(challenge, generator(), noise=0)(5, "b") == -1


def test_best_and_worst_are_told_and_of_a_pair_only_the_best() -> None:
    seen = {"a": 1.0, "b": 3.0, "c": -2.0, "d": 0.0}
    four = answer(7, tuple("abcd"), lambda voter, entry: seen[entry])
    assert (four.voter_id, four.best, four.worst) == (7, "b", "c")
    pair = answer(7, tuple("ac"), lambda voter, entry: seen[entry])
    assert (pair.best, pair.worst) == ("a", None)


def test_everybody_looks_at_as_many_entries_as_they_have_time_for() -> None:
    challenge = make_challenge(generator())
    choices = vote(challenge, looks(challenge, generator()), balanced(4), 12, generator())
    seen = Counter(each.voter_id for each in choices for _ in each.shown)
    assert seen == dict.fromkeys(range(VOTERS), 12)
    assert all(
        challenge.authors[entry] != each.voter_id for each in choices for entry in each.shown
    )


def test_who_has_seen_everything_stops() -> None:
    challenge = make_challenge(generator(), entries=5)
    choices = vote(challenge, looks(challenge, generator()), balanced(4), 99, generator(), voters=1)
    assert [len(each.shown) for each in choices] == [4]
