import torch

from models.image.stickers.tower import Stage, Tower, entrance


def test_each_stage_halves_the_sides_and_widens() -> None:
    tower = Tower(entrance(8), (8, 16, 24))

    assert tower.stages(torch.rand(2, 3, 64, 64)).shape == (2, 24, 8, 8)
    assert tower(torch.rand(2, 3, 64, 64)).shape == (2, 24)
    assert Stage(8, 8, stride=1)(torch.rand(2, 8, 6, 6)).shape == (2, 8, 6, 6)


def test_it_matters_what_was_found_and_not_where() -> None:
    tower = Tower(entrance(8), (8, 16))
    features = torch.randn(1, 16, 4, 4)

    elsewhere = features.flatten(2)[..., torch.randperm(16)].view_as(features)
    assert torch.allclose(tower.pooled(features), tower.pooled(elsewhere), atol=1e-5)
    assert not torch.allclose(tower.pooled(features), tower.pooled(-features), atol=0.1)
