"""Step 2: trains the autoencoder on all drawings, emoji and clip art alike."""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.image.stickers.autoencoder import StickerAutoencoder
from models.training.stickers.schedule import (
    Pacer,
    TimeBudget,
    channels_last,
    optimize,
    save_checkpoint,
)

_BATCH = 32
_LEARNING_RATE = 1e-3
_LATENT_NOISE = 0.1
_HELD_OUT = 256


def to_tensor(pixels: np.ndarray) -> Tensor:
    """Returns uint8 pixels (batch, height, width, 3) as floats (batch, 3, height, width)."""
    images = torch.from_numpy(np.ascontiguousarray(pixels)).permute(0, 3, 1, 2)
    return (images.float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


def reconstruction_loss(made: Tensor, wanted: Tensor) -> Tensor:
    """L1 plus half an L1 on both gradients plus half an L2: sharp edges, clean surfaces."""
    loss = functional.l1_loss(made, wanted) + 0.5 * functional.mse_loss(made, wanted)
    for dimension in (2, 3):
        gradients = made.diff(dim=dimension), wanted.diff(dim=dimension)
        loss = loss + 0.5 * functional.l1_loss(*gradients)
    return loss


def psnr(model: StickerAutoencoder, pixels: np.ndarray) -> float:
    """Returns the peak signal-to-noise ratio in dB over those drawings."""
    errors: list[float] = []
    for start in range(0, len(pixels), 64):
        images = to_tensor(pixels[start : start + 64])
        with torch.inference_mode():
            made = model(images).clamp(-1, 1)
        errors.append(functional.mse_loss(made, images).item() / 4)
    return float(-10 * np.log10(np.mean(errors)))


def train(work: Path, seconds: float) -> None:
    """Trains for `seconds` in all, going on from WORK/autoencoder.pt if it is there."""
    pixels = np.load(work / "pixels.npy", mmap_mode="r")
    shuffled = np.random.default_rng(0).permutation(len(pixels))
    held_out, training = shuffled[:_HELD_OUT], shuffled[_HELD_OUT:]
    model = StickerAutoencoder()
    channels_last(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=_LEARNING_RATE, betas=(0.9, 0.98))
    budget, images_seen, path = TimeBudget(seconds), 0, work / "autoencoder.pt"
    if path.exists():
        state = torch.load(path)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        budget, images_seen = TimeBudget(seconds, state["elapsed"]), state["images"]
    pacer, rng = Pacer(), np.random.default_rng(images_seen)

    def save() -> None:
        save_checkpoint(
            path,
            model=model.state_dict(),
            optimizer=optimizer.state_dict(),
            elapsed=budget.elapsed,
            images=images_seen,
        )

    while not budget.is_over:
        chosen = np.sort(rng.choice(training, _BATCH, replace=False))
        batch = pixels[chosen]
        batch = batch[:, :, ::-1] if rng.random() < 0.5 else batch
        images = to_tensor(batch)
        with torch.autocast("cpu", torch.bfloat16):
            made = model(images, noise=_LATENT_NOISE)
        loss = reconstruction_loss(made.float(), images)
        optimize(model, optimizer, loss, budget.learning_rate(_LEARNING_RATE))
        images_seen += _BATCH
        if pacer.is_log_due():
            print(f"{budget.elapsed:.0f} s, {images_seen} images, loss {loss:.4f}", flush=True)
        if pacer.is_checkpoint_due():
            save()
    save()
    print(f"held-out PSNR {psnr(model.eval(), pixels[np.sort(held_out)]):.2f} dB")


def main() -> None:
    """Runs the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    arguments = parser.parse_args()
    train(arguments.work, arguments.minutes * 60)


if __name__ == "__main__":
    main()
