"""The sticker autoencoder."""

import torch

from models.image.stickers.autoencoder import StickerAutoencoder


def test_latents_are_a_sixteenth_a_side_and_bounded() -> None:
    model = StickerAutoencoder(channels=(8, 16, 16, 16), blocks=(1, 1, 1, 1), latent_channels=4)

    latents = model.encode(torch.randn(2, 3, 128, 128) * 100)

    assert latents.shape == (2, 4, 8, 8)
    assert latents.abs().max() <= 3
    assert model.decode(latents).shape == (2, 3, 128, 128)


def test_noise_changes_the_reconstruction() -> None:
    model = StickerAutoencoder(channels=(8, 16, 16, 16), blocks=(1, 1, 1, 1), latent_channels=4)
    image = torch.zeros(1, 3, 32, 32)

    assert torch.equal(model(image), model(image))
    assert not torch.equal(model(image), model(image, noise=0.5))
