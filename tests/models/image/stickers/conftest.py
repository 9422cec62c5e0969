"""The sticker pipeline with tiny random parts."""

from pathlib import Path

import pytest
import torch
from diffusers.schedulers.scheduling_flow_match_euler_discrete import (
    FlowMatchEulerDiscreteScheduler,
)
from transformers import BertConfig, BertModel, BertTokenizer

from models.image.stickers.autoencoder import StickerAutoencoder
from models.image.stickers.chooser import StickerChooser
from models.image.stickers.enlarger import StickerEnlarger
from models.image.stickers.gallery import Shown, StickerGallery
from models.image.stickers.pipeline import StickerPipeline
from models.image.stickers.styles import STYLES
from models.image.stickers.unet import StickerUNet

WIDTH = 16
_WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "red", "fox", "cake"]


def tiny_gallery(concepts: int = 3) -> StickerGallery:
    """Returns a gallery with a drawing of everything in styles 0, 1 and 2, of 0 also in 3."""
    generator = torch.Generator().manual_seed(1)
    names = torch.randn(2 * concepts, WIDTH, generator=generator)
    every = torch.arange(concepts)
    return StickerGallery.of(
        Shown(
            latents=torch.randn(3 * concepts + 1, 4, 16, 16, generator=generator),
            styles=torch.tensor([0, 1, 2] * concepts + [3]),
            concepts=torch.cat([every.repeat_interleave(3), torch.tensor([0])]),
            embeddings=torch.nn.functional.normalize(names, dim=1),
            meanings=every.repeat_interleave(2),
        )
    )


@pytest.fixture
def pipeline(tmp_path: Path) -> StickerPipeline:
    torch.manual_seed(0)
    vocabulary = tmp_path / "vocab.txt"
    vocabulary.write_text("\n".join(_WORDS))
    unet = StickerUNet(
        latent_channels=4,
        widths=(16, 64, 64),
        depths=(1, 1, 1),
        styles=len(STYLES),
        text_width=WIDTH,
        condition_width=16,
    )
    # Untrained, what the blocks find is multiplied by zero.
    for parameter in unet.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    encoder = BertModel(
        BertConfig(
            vocab_size=len(_WORDS),
            hidden_size=WIDTH,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=WIDTH,
        )
    )
    made = StickerPipeline(
        autoencoder=StickerAutoencoder(
            encoder_channels=(8, 16),
            encoder_blocks=(1, 1),
            decoder_channels=(16, 16, 8),
            decoder_blocks=(1, 1, 1),
            latent_channels=4,
            scaling_factor=0.9,
        ),
        unet=unet,
        chooser=StickerChooser(4, (8, 8, 16), 8, ((8, 8),), len(STYLES), WIDTH).eval(),
        enlarger=StickerEnlarger(8, 1),
        gallery=tiny_gallery(),
        scheduler=FlowMatchEulerDiscreteScheduler(),
        text_encoder=encoder.eval(),
        tokenizer=BertTokenizer(str(vocabulary)),
    )
    made.set_progress_bar_config(disable=True)
    return made
