"""Learning what belongs together."""

import pytest
import torch

from models.training.contrast import matching_loss


def test_pictures_near_their_captions_cost_least() -> None:
    axes, concepts = torch.eye(4), torch.arange(4)
    assert matching_loss(axes, 20 * axes, concepts).item() < 0.01
    assert matching_loss(axes, 20 * axes.roll(1, 0), concepts).item() > 10


def test_others_of_the_same_are_no_wrong_answers() -> None:
    vectors = torch.ones(4, 1)
    assert matching_loss(vectors, vectors, torch.zeros(4)).item() == pytest.approx(0.0)
