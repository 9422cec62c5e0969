"""Step 1: renders the drawings at 256 pixels a side, with their transparency."""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from models.training.drawings.icon_sets import Drawing
from models.training.drawings.rendering import render
from models.training.stickers.sources import drawings
from models.training.stickers.variants import halved

PIXELS = 256


def described(drawing: Drawing) -> dict[str, object]:
    """Returns what is kept of a drawing beside its pixels."""
    return {
        "style": drawing.style,
        "code": drawing.code,
        "names": drawing.words.names,
        "tags": drawing.words.tags,
    }


def _rendered(svg: str) -> np.ndarray | None:
    return render(svg, PIXELS)


def main() -> None:
    """Writes WORK/pixels.npy, small.npy (half the size) and drawings.json, in the same order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("work", type=Path)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    found = list(drawings(arguments.sources))
    with ProcessPoolExecutor() as pool:
        pixels = list(pool.map(_rendered, (one.svg for one in found), chunksize=64))
    kept = [(d, p) for d, p in zip(found, pixels, strict=True) if p is not None]
    np.save(arguments.work / "pixels.npy", np.stack([drawn for _, drawn in kept]))
    np.save(arguments.work / "small.npy", np.stack([halved(drawn) for _, drawn in kept]))
    descriptions = [described(drawing) for drawing, _ in kept]
    (arguments.work / "drawings.json").write_text(json.dumps(descriptions), encoding="utf-8")
    print(f"{len(kept)} of {len(found)} drawings rendered")


if __name__ == "__main__":
    main()
