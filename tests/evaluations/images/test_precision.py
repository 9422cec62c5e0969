import numpy as np
import pytest

from tests.evaluations.images.precision import r_precision


def test_pictures_that_fit_their_own_caption_best_are_all_right() -> None:
    found = r_precision(np.eye(200))
    assert (found.top1, found.top5) == (1.0, 1.0)


def test_pictures_that_fit_every_other_caption_better_are_all_wrong() -> None:
    found = r_precision(-np.eye(200))
    assert (found.top1, found.top5) == (0.0, 0.0)


def test_pictures_that_fit_all_alike_are_wrong() -> None:
    assert r_precision(np.zeros((200, 200))).top5 == 0.0


def test_all_choices_of_other_captions_count_by_their_chance() -> None:
    similarities = np.eye(10)
    # One caption fits the first picture better: it is among four others of nine with chance 4/9.
    similarities[0, 3] = 2

    found = r_precision(similarities, among=5)

    assert found.top1 == pytest.approx((9 + 5 / 9) / 10)
    assert found.top5 == 1.0


def test_with_few_captions_all_are_compared() -> None:
    similarities = np.eye(3)
    similarities[2, 0] = 2
    assert r_precision(similarities).top1 == pytest.approx(2 / 3)
