"""The whole recipe: `python -m models.training.stickers FOLDER`.

Stopped and run again, it goes on where it was.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

_MINUTES = {
    "train_autoencoder": 22,
    "train_denoiser": 240,
    "train_chooser": 60,
    "train_enlarger": 12,
}

Runner: TypeAlias = Callable[..., None]


def run_recipe(folder: Path, weights: Path, pace: float, run: Runner) -> None:
    """Runs all steps that are not done yet.

    Args:
        folder: Holds, or will hold, the sources and all that is made on the way.
        weights: Where the trained parts go.
        pace: What the trainings' minutes are multiplied by.
        run: Runs the module of that name in this package with arguments.
    """
    sources, work = folder / "sources", folder / "work"

    def train(step: str, *arguments: object) -> None:
        run(step, *arguments, "--minutes", pace * _MINUTES[step])

    run("fetch", sources)
    if not (work / "drawings.json").exists():
        run("render", sources, work)
    train("train_autoencoder", work)
    if not (work / "encoded.pt").exists():
        run("encode", work)
    train("train_denoiser", work)
    train("train_chooser", work)
    train("train_enlarger", sources, work)
    run("export", work, weights)


def _run_module(step: str, *arguments: object) -> None:
    # A process each: what a step has in memory is gone before the next.
    module = f"{__package__}.{step}"
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True)


def main() -> None:
    """Runs the recipe from the command line."""
    parser = argparse.ArgumentParser(prog="python -m models.training.stickers", description=__doc__)
    parser.add_argument("folder", type=Path, help="empty, or one that was begun")
    parser.add_argument("--weights", type=Path, default=Path("models/image/stickers/weights"))
    parser.add_argument("--pace", type=float, default=1, help="of the training; 0.01 to try it out")
    arguments = parser.parse_args()
    run_recipe(arguments.folder, arguments.weights, arguments.pace, _run_module)


if __name__ == "__main__":
    main()
