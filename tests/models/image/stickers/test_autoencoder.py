"""The sticker autoencoder."""

import torch

from models.image.stickers.autoencoder import StickerAutoencoder


def test_latents_are_an_eighth_a_side_and_bounded() -> None:
    model = StickerAutoencoder(
        encoder_channels=(8, 16),
        encoder_blocks=(1, 1),
        decoder_channels=(16, 16, 8),
        decoder_blocks=(1, 1, 1),
        latent_channels=4,
    )

    latents = model.encode(torch.randn(2, 4, 128, 128) * 100)

    assert latents.shape == (2, 4, 16, 16)
    assert latents.abs().max() <= 3
    assert model.decode(latents).shape == (2, 4, 128, 128)
