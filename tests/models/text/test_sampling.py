import numpy as np
import pytest

from models.text.likelihoods import shortlist
from models.text.sampling import Sampling

LOGITS = np.array([2.0, 1.0, 0.5, -1.0, -3.0])


def test_weights_are_a_softmax_at_the_temperature() -> None:
    weights = Sampling(temperature=0.5, top_p=1.0, min_p=1e-9).weights(LOGITS)
    expected = np.exp(LOGITS / 0.5)
    np.testing.assert_allclose(weights / weights.sum(), expected / expected.sum(), rtol=1e-9)


def test_only_the_likeliest_that_fill_top_p_are_drawn_from() -> None:
    logits = np.log([0.5, 0.3, 0.15, 0.05])
    for top_p, kept in ((0.4, 1), (0.6, 2), (0.79, 2), (0.9, 3), (1.0, 4)):
        weights = Sampling(temperature=1.0, top_p=top_p, min_p=1e-9).weights(logits)
        assert np.count_nonzero(weights) == kept


def test_what_is_far_less_likely_than_the_likeliest_is_not_drawn() -> None:
    logits = np.log([0.5, 0.3, 0.15, 0.05])
    weights = Sampling(temperature=1.0, top_p=1.0, min_p=0.2).weights(logits)
    assert np.count_nonzero(weights) == 3


def test_the_likeliest_can_always_be_drawn() -> None:
    assert Sampling(top_p=0.0, min_p=1.0).weights(LOGITS).tolist()[1:] == [0, 0, 0, 0]
    assert Sampling(top_p=0.0, min_p=1.0).weights(LOGITS)[0] > 0


@pytest.mark.parametrize("seed", range(20))
def test_no_token_outside_the_window_could_have_been_drawn(seed: int) -> None:
    """The shortlist is a shortcut: it leaves out nothing that pull and penalty could lift."""
    random = np.random.default_rng(seed)
    sampling = Sampling(break_pull=2.0)
    likelihoods = (random.standard_normal(500) * 3).astype(np.float32)
    # What pull and penalty may do to a token, at their largest.
    change = np.where(random.random(500) < 0.5, sampling.break_pull, -sampling.presence_penalty)

    def drawable(tokens: np.ndarray) -> dict[int, float]:
        wanted = likelihoods[tokens].astype(np.float64) + change[tokens]
        order = np.argsort(-wanted, kind="stable")
        weights = sampling.weights(wanted[order])
        kept = weights / weights.sum()
        return {
            int(token): weight for token, weight in zip(tokens[order], kept, strict=True) if weight
        }

    short = shortlist(likelihoods, np.zeros(500, np.bool_), sampling.window)
    every = drawable(np.arange(500))
    assert every.keys() <= set(short.tolist())
    assert drawable(short).keys() <= every.keys()
