"""Step 6: trains the enlarger on what the autoencoder makes of drawings rendered at 512 pixels."""

import argparse
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models.image.stickers.enlarger import FACTOR, StickerEnlarger
from models.training.drawings.rendering import render
from models.training.stickers.encode import trained_autoencoder
from models.training.stickers.run import Run
from models.training.stickers.sources import drawings
from models.training.stickers.train_autoencoder import reconstruction_loss, to_tensor
from models.training.stickers.variants import halved

_LARGE = 512
_DRAWINGS = 1500
_BATCH = 16
_LEARNING_RATE = 2e-3
# Pixels a side of what is looked at, before it is enlarged.
_CROP = 48
# As in the training of the decoder, whose flaws are to be mended too.
_LATENT_NOISE = 0.1


def _rendered(svg: str) -> np.ndarray | None:
    return render(svg, _LARGE)


def large_drawings(sources: Path, path: Path) -> np.ndarray:
    """Returns some of the drawings, uint8 (count, 512, 512, 4), rendered once into a file."""
    if not path.exists():
        found = [one.svg for one in drawings(sources)]
        chosen = np.random.default_rng(0).permutation(len(found))[:_DRAWINGS]
        with ProcessPoolExecutor() as pool:
            made = pool.map(_rendered, [found[index] for index in chosen], chunksize=16)
            np.save(path, np.stack([drawn for drawn in made if drawn is not None]))
    return np.load(path, mmap_mode="r")


@torch.inference_mode()
def _decoded(work: Path, large: np.ndarray) -> Tensor:
    """Returns what the autoencoder makes of the drawings at 128 pixels (count, 4, 128, 128)."""
    model = trained_autoencoder(work)
    parts: list[Tensor] = []
    for start in range(0, len(large), 32):
        small = to_tensor(halved(halved(np.asarray(large[start : start + 32]))))
        with torch.autocast("cpu", torch.bfloat16):
            latents = model.encode(small)
            parts.append(model.decode(latents + _LATENT_NOISE * torch.randn_like(latents)).half())
    return torch.cat(parts)


def _crops(small: Tensor, large: np.ndarray, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Returns a batch of the same parts of drawings, decoded and as they should be."""
    given, wanted = [], []
    for index in rng.integers(len(small), size=_BATCH):
        top, left = rng.integers(small.shape[-1] - _CROP + 1, size=2)
        given.append(small[index, :, top : top + _CROP, left : left + _CROP])
        rows, columns = (slice(FACTOR * start, FACTOR * (start + _CROP)) for start in (top, left))
        wanted.append(large[index, rows, columns])
    batch = torch.stack(given).float(), to_tensor(np.stack(wanted))
    return (batch[0].flip(3), batch[1].flip(3)) if rng.random() < 0.5 else batch


def enlarging_loss(
    model: StickerEnlarger, small: Tensor, large: np.ndarray, rng: np.random.Generator
) -> Tensor:
    """How far crops are, enlarged, from what was rendered."""
    given, wanted = _crops(small, large, rng)
    with torch.autocast("cpu", torch.bfloat16):
        made = model(given)
    return reconstruction_loss(made, wanted)


def train(sources: Path, work: Path, seconds: float) -> None:
    """Trains for `seconds` in all, going on from WORK/enlarger.pt if it is there."""
    large = large_drawings(sources, work / "large.npy")
    torch.manual_seed(0)
    small = _decoded(work, large)
    model = StickerEnlarger()
    run = Run(work / "enlarger.pt", model, _LEARNING_RATE, seconds)
    rng = np.random.default_rng(run.step)
    run.go(lambda: enlarging_loss(model, small, large, rng), _BATCH)


def main() -> None:
    """Runs the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=12)
    arguments = parser.parse_args()
    train(arguments.sources, arguments.work, arguments.minutes * 60)


if __name__ == "__main__":
    main()
