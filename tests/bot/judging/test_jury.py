"""A jury's verdict."""

import numpy as np
import pytest

from bot.judging.criteria import Criterion, JuryScore
from bot.judging.jury import Verdict


def score(entry: str, points: int, juror: int = 1, of: Criterion = Criterion.CRAFT) -> JuryScore:
    return JuryScore(juror, entry, of, points)


def test_points_are_weighed_places() -> None:
    verdict = Verdict((score("a", 1), score("b", 5), score("c", 3)), 0.25)
    points = verdict.mix("abc", np.array([1.0, 2.0, 3.0]))
    assert points.tolist() == pytest.approx([1.5, 1.75, 2.75])


def test_a_criterion_counts_once_however_many_scored_it() -> None:
    verdict = Verdict(
        (
            score("a", 5, 1, Criterion.THEME), score("a", 1, 1), score("a", 1, 2),
            score("b", 2, 1, Criterion.THEME), score("b", 3, 1), score("b", 3, 2),
        ),
        1,
    )  # fmt: skip
    assert verdict.mix("ab", np.array([2.0, 1.0])).tolist() == [1, 2]


def test_equals_share_the_places_they_take_up() -> None:
    verdict = Verdict((score("a", 3), score("b", 3), score("c", 1), score("c", 2, 2)), 1)
    assert verdict.mix("abc", np.array([3.0, 2.0, 1.0])).tolist() == [1.5, 1.5, 3]


def test_what_the_jury_did_not_score_keeps_its_place() -> None:
    verdict = Verdict((score("a", 5), score("b", 1)), 0.5)
    assert verdict.mix("abc", np.array([2.0, 3.0, 1.0])).tolist() == [1.5, 2.5, 1]


def test_several_rankings_are_mixed_at_once() -> None:
    verdict = Verdict((score("a", 5), score("b", 1)), 0.5)
    rankings = np.array([[1.0, 2.0], [2.0, 1.0]])
    assert verdict.mix("ab", rankings).tolist() == [[1, 2], [1.5, 1.5]]
