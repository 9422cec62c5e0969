"""Step 1: renders the drawings to 128 pixels on white."""

import argparse
import io
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import resvg_py
from PIL import Image

from models.training.stickers.sources import Drawing, drawings

PIXELS = 128


def render(drawing: Drawing) -> np.ndarray | None:
    """Returns the drawing as uint8 pixels (128, 128, 3), or None if it can't be rendered."""
    try:
        png = bytes(resvg_py.svg_to_bytes(svg_string=drawing.svg, width=PIXELS, height=PIXELS))
        drawn = Image.open(io.BytesIO(png)).convert("RGBA")
    except (ValueError, OSError):
        return None
    drawn.thumbnail((PIXELS, PIXELS))
    canvas = Image.new("RGBA", (PIXELS, PIXELS), "white")
    corner = ((PIXELS - drawn.width) // 2, (PIXELS - drawn.height) // 2)
    canvas.alpha_composite(drawn, corner)
    pixels = np.asarray(canvas.convert("RGB"))
    return pixels if pixels.std() > 4 else None


def main() -> None:
    """Writes WORK/pixels.npy (count, 128, 128, 3) and WORK/drawings.json, in the same order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("work", type=Path)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    found = list(drawings(arguments.sources))
    with ProcessPoolExecutor() as pool:
        rendered = list(pool.map(render, found, chunksize=64))
    kept = [(d, p) for d, p in zip(found, rendered, strict=True) if p is not None]
    np.save(arguments.work / "pixels.npy", np.stack([pixels for _, pixels in kept]))
    described = [{"style": d.style, "label": d.label, "tags": d.tags} for d, _ in kept]
    (arguments.work / "drawings.json").write_text(json.dumps(described), encoding="utf-8")
    print(f"{len(kept)} of {len(found)} drawings rendered")


if __name__ == "__main__":
    main()
