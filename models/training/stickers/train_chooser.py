"""Step 5: trains the chooser on the same views as the denoiser, a little noisy."""

import argparse
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from models.image.stickers.chooser import StickerChooser
from models.training.contrast import matching_loss
from models.training.stickers.batches import EncodedDrawings
from models.training.stickers.run import Run

_BATCH = 192
_LEARNING_RATE = 1e-3
# What the denoiser draws is never as clean as a drawing.
_MOST_NOISE = 0.4


def chooser_loss(model: StickerChooser, drawings: EncodedDrawings) -> Tensor:
    """Which caption belongs to which view, both ways, and what style the view is in."""
    batch = drawings.batch(_BATCH, dropped_prompts=0)
    noise = torch.rand(_BATCH, 1, 1, 1) * _MOST_NOISE
    noisy = (1 - noise) * batch.latents + noise * torch.randn_like(batch.latents)
    with torch.autocast("cpu", torch.bfloat16):
        seen, looks = model.see(noisy)
        told = model.scale.exp() * model.read(batch.pooled)
    matching = matching_loss(seen.float(), told.float(), batch.concepts)
    return matching + functional.cross_entropy(looks.float(), batch.styles)


def train(work: Path, seconds: float) -> None:
    """Trains for `seconds` in all, going on from WORK/chooser.pt if it is there."""
    drawings = EncodedDrawings(work)
    torch.manual_seed(0)
    model = StickerChooser()
    run = Run(work / "chooser.pt", model, _LEARNING_RATE, seconds, weight_decay=0.05)
    run.go(lambda: chooser_loss(model, drawings), _BATCH)


def main() -> None:
    """Runs the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=12)
    arguments = parser.parse_args()
    train(arguments.work, arguments.minutes * 60)


if __name__ == "__main__":
    main()
