import torch

from models.training.augmentations import erased, moved, spread


def square() -> torch.Tensor:
    pictures = torch.ones(64, 3, 32, 32)
    pictures[:, 1:, 8:20, 8:20] = -1
    return pictures


def test_moved_pictures_differ_and_stay_red_on_white() -> None:
    pictures = moved(square())

    assert pictures.shape == (64, 3, 32, 32)
    assert not torch.equal(pictures[0], pictures[1])
    assert (pictures[:, :, 0, 0] > 0.99).all()
    assert (pictures[:, 0] > 0.99).all()
    assert (pictures[:, 1].amin(dim=(1, 2)) < -0.9).all()


def test_a_square_of_some_pictures_is_white() -> None:
    pictures = erased(square())

    is_whiter = (pictures > square()).flatten(1).any(dim=1)
    assert 0.05 < is_whiter.float().mean() < 0.5
    assert torch.equal(pictures[~is_whiter], square()[~is_whiter])
    assert set(pictures.unique().tolist()) == {-1.0, 1.0}


def test_numbers_are_spread_between_both_ends() -> None:
    numbers = spread(1000, -2, 6)

    assert -2 <= numbers.min() < -1.8
    assert 5.8 < numbers.max() <= 6
    assert abs(numbers.mean() - 2) < 0.3
