import numpy as np
import pytest

from models.text.decoding.kernels import Floats
from models.text.likelihoods import guide, log_likelihoods, shortlist


def logits(seed: int, size: int = 1000, spread: float = 5) -> Floats:
    return (np.random.default_rng(seed).standard_normal(size) * spread).astype(np.float32)


@pytest.mark.parametrize("offset", [0, 1000, -1000])
def test_log_likelihoods_are_those_of_a_softmax(offset: int) -> None:
    found = logits(1) + np.float32(offset)
    exact = found.astype(np.float64)
    exact -= exact.max()
    expected = exact - np.log(np.exp(exact).sum())
    log_likelihoods(found)
    np.testing.assert_allclose(found, expected, atol=2e-4)
    assert np.exp(found.astype(np.float64)).sum() == pytest.approx(1, abs=1e-4)


def test_one_that_is_certain_is_certain() -> None:
    found = np.array([0, 500, -500], np.float32)
    log_likelihoods(found)
    np.testing.assert_allclose(found, [-500, 0, -1000], atol=1e-4)


@pytest.mark.parametrize("scale", [0.0, 0.5, 1.0, 1.6, 3.0])
def test_guidance_goes_from_the_neutral_to_what_was_asked_and_past_it(scale: float) -> None:
    asked, neutral = logits(1), logits(2)
    expected = neutral + scale * (asked.astype(np.float64) - neutral)
    guide(asked, neutral, scale)
    np.testing.assert_allclose(asked, expected, rtol=1e-5, atol=1e-4)


def test_the_neutral_logits_stay_as_they_are() -> None:
    neutral = logits(2)
    guide(logits(1), neutral, 1.6)
    assert (neutral == logits(2)).all()


@pytest.mark.parametrize("window", [0.0, 1.5, 8.0, 100.0])
def test_the_shortlist_is_what_is_allowed_and_near_the_likeliest(window: float) -> None:
    found = logits(3)
    barred = np.random.default_rng(4).random(len(found)) < 0.5
    barred[found.argmax()] = True
    allowed = np.where(barred, -np.inf, found)
    expected = np.flatnonzero(allowed >= allowed.max() - np.float32(window))
    assert shortlist(found, barred, window).tolist() == expected.tolist()


def test_where_nothing_is_allowed_nothing_is_found() -> None:
    assert shortlist(logits(5), np.ones(1000, np.bool_), 3.0).tolist() == []
