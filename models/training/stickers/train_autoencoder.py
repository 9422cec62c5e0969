"""Step 2: trains the autoencoder on all drawings, emoji and clip art alike."""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.image.stickers.autoencoder import StickerAutoencoder
from models.training.stickers.colours import turned_hues
from models.training.stickers.run import Run

_BATCH = 16
_LEARNING_RATE = 1.5e-3
_LATENT_NOISE = 0.1
_HELD_OUT = 256
# Latents that may be shrunk like pictures are smoother, which the denoiser learns faster from
# (Kouzelis et al. 2025, arXiv:2502.09509).
_SHRUNK = 0.3


def to_tensor(pixels: np.ndarray) -> Tensor:
    """Returns uint8 pixels (batch, height, width, 4) as floats (batch, 4, height, width)."""
    drawings = torch.from_numpy(np.ascontiguousarray(pixels)).permute(0, 3, 1, 2)
    return (drawings.float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


def reconstruction_loss(made: Tensor, wanted: Tensor) -> Tensor:
    """L1 plus half an L1 on both gradients plus half an L2: sharp edges, clean surfaces."""
    loss = functional.l1_loss(made, wanted) + 0.5 * functional.mse_loss(made, wanted)
    for dimension in (2, 3):
        gradients = made.diff(dim=dimension), wanted.diff(dim=dimension)
        loss = loss + 0.5 * functional.l1_loss(*gradients)
    return loss


def psnr(model: StickerAutoencoder, pixels: np.ndarray) -> float:
    """Returns the peak signal-to-noise ratio in dB over those drawings, on white."""
    errors: list[float] = []
    for start in range(0, len(pixels), 64):
        drawings = to_tensor(pixels[start : start + 64])
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            made = model.decode(model.encode(drawings)).float().clamp(-1, 1)
        errors.append(functional.mse_loss(made[:, :3], drawings[:, :3]).item() / 4)
    return float(-10 * np.log10(np.mean(errors)))


def _batch(pixels: np.ndarray, training: np.ndarray, rng: np.random.Generator) -> Tensor:
    chosen = pixels[rng.choice(training, _BATCH, replace=False)]
    seen = [
        turned_hues(one, int(rng.integers(256))) if rng.random() < 0.3 else one for one in chosen
    ]
    batch = np.stack(seen)
    return to_tensor(batch[:, :, ::-1] if rng.random() < 0.5 else batch)


def _loss(model: StickerAutoencoder, drawings: Tensor, rng: np.random.Generator) -> Tensor:
    is_shrunk = rng.random() < _SHRUNK
    with torch.autocast("cpu", torch.bfloat16):
        latents = model.encode(drawings)
        if is_shrunk:
            latents = functional.avg_pool2d(latents, 2)
            drawings = functional.avg_pool2d(drawings, 2)
        made = model.decode(latents + _LATENT_NOISE * torch.randn_like(latents))
    return reconstruction_loss(made.float(), drawings)


def train(work: Path, seconds: float) -> None:
    """Trains for `seconds` in all, going on from WORK/autoencoder.pt if it is there."""
    pixels = np.load(work / "small.npy")
    shuffled = np.random.default_rng(0).permutation(len(pixels))
    held_out, training = shuffled[:_HELD_OUT], shuffled[_HELD_OUT:]
    torch.manual_seed(0)
    model = StickerAutoencoder()
    run = Run(work / "autoencoder.pt", model, _LEARNING_RATE, seconds)
    rng = np.random.default_rng(run.step)
    run.go(lambda: _loss(model, _batch(pixels, training, rng), rng), _BATCH)
    print(f"held-out PSNR {psnr(model.eval(), pixels[np.sort(held_out)]):.2f} dB")


def main() -> None:
    """Runs the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=40)
    arguments = parser.parse_args()
    train(arguments.work, arguments.minutes * 60)


if __name__ == "__main__":
    main()
