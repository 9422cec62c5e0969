"""Step 1: renders the drawings at 256 pixels a side, with their transparency."""

import argparse
import io
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import resvg_py
from PIL import Image

from models.training.stickers.icon_sets import Drawing
from models.training.stickers.sources import drawings

PIXELS = 256
_LEAST_DEVIATION = 4.0


def render(svg: str, side: int = PIXELS) -> np.ndarray | None:
    """Returns a drawing as uint8 (side, side, 4), or None if it can't be rendered.

    The first three channels are its colours over white, the last is its opacity: both can be
    scaled and averaged as they are.
    """
    try:
        png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=side, height=side))
        drawn = Image.open(io.BytesIO(png)).convert("RGBA")
    except (ValueError, OSError):
        return None
    drawn.thumbnail((side, side))
    canvas = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    canvas.paste(drawn, ((side - drawn.width) // 2, (side - drawn.height) // 2))
    white = Image.new("RGBA", (side, side), "white")
    white.alpha_composite(canvas)
    pixels = np.asarray(white).copy()
    pixels[..., 3] = np.asarray(canvas)[..., 3]
    return pixels if pixels[..., :3].std() > _LEAST_DEVIATION else None


def described(drawing: Drawing) -> dict[str, object]:
    """Returns what is kept of a drawing beside its pixels."""
    return {
        "package": drawing.package,
        "style": drawing.style,
        "code": drawing.code,
        "names": drawing.words.names,
        "tags": drawing.words.tags,
    }


def main() -> None:
    """Writes WORK/pixels.npy (count, 256, 256, 4) and WORK/drawings.json, in the same order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("work", type=Path)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    found = list(drawings(arguments.sources))
    with ProcessPoolExecutor() as pool:
        rendered = list(pool.map(render, (one.svg for one in found), chunksize=64))
    kept = [(d, p) for d, p in zip(found, rendered, strict=True) if p is not None]
    np.save(arguments.work / "pixels.npy", np.stack([pixels for _, pixels in kept]))
    descriptions = [described(drawing) for drawing, _ in kept]
    (arguments.work / "drawings.json").write_text(json.dumps(descriptions), encoding="utf-8")
    print(f"{len(kept)} of {len(found)} drawings rendered")


if __name__ == "__main__":
    main()
