"""Step 5: trains the chooser to tell what views show, and in which style drawings are drawn."""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.image.stickers.chooser import StickerChooser
from models.image.stickers.styles import STYLES
from models.training.augmentations import erased, moved
from models.training.contrast import matching_loss
from models.training.drawings.clip_art import STYLE as CLIP_ART
from models.training.stickers.batches import EncodedDrawings
from models.training.stickers.run import Run
from models.training.stickers.train_autoencoder import to_tensor

_VIEWS = 192
_LOOKS = 128
_LEARNING_RATE = 1e-3
# What the denoiser draws is never as clean as a drawing, and half-way it is blurred.
_MOST_NOISE = 0.4
_BLURRED = 0.5
_LEAST_SHARPNESS = 0.4
_LABEL_SMOOTHING = 0.1
# How often clip art is seen, beside any other style: it is many styles under one name.
_CLIP_ART = 0.2


class DrawnStyles:
    """All drawings over white, and the styles that they are drawn in: emoji's equally often.

    Args:
        work: Holds what step 1 wrote.
    """

    def __init__(self, work: Path) -> None:
        drawings: list[dict[str, Any]] = json.loads((work / "drawings.json").read_text("utf-8"))
        self._pixels = np.load(work / "small.npy", mmap_mode="r")
        self._styles = torch.tensor([STYLES.index(each["style"]) for each in drawings])
        shares = torch.tensor([_CLIP_ART if each == CLIP_ART else 1.0 for each in STYLES])
        self._weights = (shares / torch.bincount(self._styles, minlength=len(STYLES)))[self._styles]

    def batch(self, size: int) -> tuple[Tensor, Tensor]:
        """Returns changed drawings (size, 3, 128, 128) and their styles."""
        rows = torch.multinomial(self._weights, size, replacement=True)
        colours = to_tensor(self._pixels[rows.numpy()])[:, :3]
        return erased(_blurred_or_not(moved(colours))), self._styles[rows]


def content_loss(model: StickerChooser, drawings: EncodedDrawings) -> Tensor:
    """Which caption belongs to which view, both ways."""
    batch = drawings.batch(_VIEWS, dropped_prompts=0)
    noise = torch.rand(_VIEWS, 1, 1, 1) * _MOST_NOISE
    noisy = (1 - noise) * batch.latents + noise * torch.randn_like(batch.latents)
    with torch.autocast("cpu", torch.bfloat16):
        seen = model.see(noisy)
        told = model.scale.exp() * model.read(batch.pooled)
    return matching_loss(seen.float(), told.float(), batch.concepts)


def style_loss(model: StickerChooser, drawn: DrawnStyles) -> Tensor:
    """What style drawings are in; every look sees others."""
    losses: list[Tensor] = []
    for look in model.looks:
        colours, styles = drawn.batch(_LOOKS)
        with torch.autocast("cpu", torch.bfloat16):
            logits = look(colours)
        losses.append(
            functional.cross_entropy(logits.float(), styles, label_smoothing=_LABEL_SMOOTHING)
        )
    return torch.stack(losses).sum()


def train(work: Path, seconds: float) -> None:
    """Trains for `seconds` in all, going on from WORK/chooser.pt if it is there."""
    drawings, drawn = EncodedDrawings(work), DrawnStyles(work)
    torch.manual_seed(0)
    model = StickerChooser()
    run = Run(work / "chooser.pt", model, _LEARNING_RATE, seconds, weight_decay=0.05)
    # They share no weights: it is one run, but they do not learn from each other.
    run.go(lambda: content_loss(model, drawings) + style_loss(model, drawn), _VIEWS)


def _blurred_or_not(pictures: Tensor) -> Tensor:
    if torch.rand(()) >= _BLURRED:
        return pictures
    side = pictures.shape[-1]
    less = int(side * (_LEAST_SHARPNESS + (1 - _LEAST_SHARPNESS) * torch.rand(())))
    small = functional.interpolate(pictures, (less, less), mode="bilinear", antialias=True)
    return functional.interpolate(small, (side, side), mode="bilinear")


def main() -> None:
    """Runs the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    arguments = parser.parse_args()
    train(arguments.work, arguments.minutes * 60)


if __name__ == "__main__":
    main()
