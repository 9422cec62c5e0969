import torch

from models.image.stickers.unet import StickerUNet


def small() -> StickerUNet:
    return StickerUNet(
        latent_channels=4, widths=(16, 64, 64), depths=(1, 1, 1), styles=2, condition_width=16
    )


def told(count: int) -> tuple[torch.Tensor, ...]:
    return (
        torch.rand(count),
        torch.randn(count, 16, 384),
        torch.randn(count, 384),
        torch.eye(2)[torch.arange(count) % 2],
        torch.ones(count, 3, 4),
    )


def test_untrained_it_predicts_nothing() -> None:
    model = small()
    velocity = model(torch.randn(3, 4, 16, 16), *told(3))
    assert velocity.shape == (3, 4, 16, 16)
    bias = model.velocity.bias
    assert bias is not None
    assert not (velocity - bias.view(1, -1, 1, 1)).any()


def test_everything_that_it_is_told_changes_what_it_predicts() -> None:
    torch.manual_seed(0)
    model = small()
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    latents, arguments = torch.randn(2, 4, 16, 16), told(2)
    before = model(latents, *arguments)

    for index, argument in enumerate(arguments):
        changed = [*arguments]
        changed[index] = argument.flip(0) if index < 4 else argument * 0.5
        assert not torch.allclose(model(latents, *changed), before, atol=1e-4), index


def test_it_learns_from_the_first_step_on() -> None:
    model = small()
    model(torch.randn(2, 4, 16, 16), *told(2)).square().mean().backward()
    gradient = model.velocity.weight.grad
    assert gradient is not None
    assert gradient.abs().sum() > 0
