"""Step 4: trains the denoiser on the encoded drawings, as a rectified flow."""

import argparse
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from models.image.stickers.unet import StickerUNet
from models.training.stickers.batches import Batch, EncodedDrawings
from models.training.stickers.run import Run

_BATCH = 32
_LEARNING_RATE = 6e-4


def flow_loss(model: StickerUNet, batch: Batch) -> Tensor:
    """Rectified flow with logit-normal times (Esser et al. 2024, arXiv:2403.03206)."""
    times = torch.sigmoid(torch.randn(len(batch.latents)))
    noise = torch.randn_like(batch.latents)
    mix = times.view(-1, 1, 1, 1)
    noisy = (1 - mix) * batch.latents + mix * noise
    with torch.autocast("cpu", torch.bfloat16):
        velocity = model(
            noisy,
            times,
            batch.tokens,
            batch.pooled,
            batch.styles,
            batch.palettes,
            batch.references,
        )
    return functional.mse_loss(velocity.float(), noise - batch.latents)


def train(work: Path, seconds: float) -> None:
    """Trains for `seconds` in all, going on from WORK/denoiser.pt if it is there."""
    drawings = EncodedDrawings(work)
    torch.manual_seed(0)
    model = StickerUNet()
    run = Run(work / "denoiser.pt", model, _LEARNING_RATE, seconds, has_average=True)
    run.go(lambda: flow_loss(model, drawings.batch(_BATCH)), _BATCH)


def main() -> None:
    """Runs the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=240)
    arguments = parser.parse_args()
    train(arguments.work, arguments.minutes * 60)


if __name__ == "__main__":
    main()
