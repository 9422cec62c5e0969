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
        torch.randn(count, 2, 4, 16, 16),
    )


def test_untrained_it_predicts_nothing() -> None:
    model = small()
    velocity = model(torch.randn(3, 4, 16, 16), *told(3))
    assert velocity.shape == (3, 4, 16, 16)
    bias = model.velocity.bias
    assert bias is not None
    assert not (velocity - bias.view(1, -1, 1, 1)).any()


def test_everything_that_it_is_told_changes_what_it_predicts() -> None:
    model = small()
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    latents, arguments = torch.randn(2, 4, 16, 16), told(2)
    before = model(latents, *arguments)

    for index, argument in enumerate(arguments):
        changed = [*arguments]
        changed[index] = argument * 0.5 if index == 4 else argument.flip(0)
        assert not torch.allclose(model(latents, *changed), before, atol=1e-4), index


def test_it_learns_from_the_first_step_on() -> None:
    model = small()
    model(torch.randn(2, 4, 16, 16), *told(2)).square().mean().backward()
    gradient = model.velocity.weight.grad
    assert gradient is not None
    assert gradient.abs().sum() > 0


def test_all_references_count_and_absent_ones_do_not() -> None:
    model = small()
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    latents, (*rest, references) = torch.randn(1, 4, 16, 16), told(1)
    nothing = torch.zeros_like(references)

    with_second = references.clone()
    with_second[:, 1] *= -3
    with torch.inference_mode():
        before, after = (model(latents, *rest, each) for each in (references, with_second))
    assert not torch.allclose(before, after, atol=1e-5)
    assert not model.look(nothing).any()
