import numpy as np

from tests.evaluations.voting.seasons import SeasonKind, is_alarmed, shares_of_alarms


def test_a_large_ring_is_found_in_a_short_season() -> None:
    assert is_alarmed(
        SeasonKind(people=20, ring=4, challenges=3, seasons=1), np.random.default_rng(1)
    )


def test_honest_voters_are_left_in_peace() -> None:
    said: list[str] = []
    kind = SeasonKind(people=6, ring=0, challenges=2, seasons=3)
    assert shares_of_alarms([kind], 1, said.append) == {kind: 0}
    assert said == ["Rings of 0 among 6 in 2 challenges"]
