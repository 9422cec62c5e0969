"""Puts the real drawings of the held-out captions on one sheet, for the evaluation's ceiling."""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

from models.training.drawings.emoji_words import EmojiWords
from models.training.drawings.held_out import held_out_captions
from models.training.drawings.icon_sets import emoji_drawings
from models.training.drawings.rendering import render
from models.training.matching.train_styles import SIDE, STYLES
from models.training.stickers.sources import ICON_SETS

COLUMNS = 20


def reference_style(index: int) -> str:
    """Returns the style that the drawing of caption `index` is taken from."""
    return STYLES[index % len(STYLES)]


def reference_sheet(sources: Path) -> Image.Image:
    """Returns the sheet: drawings of 128 pixels, 20 a row, in the order of the captions.

    Raises:
        LookupError: A set lacks one of them, or it can't be rendered.
    """
    words = EmojiWords(sources / "node_modules")
    svgs: dict[tuple[str, str], str] = {}
    for icon_set in ICON_SETS:
        for drawing in emoji_drawings(sources / "node_modules", icon_set, words):
            svgs.setdefault((drawing.code, drawing.style), drawing.svg)
    codes = list(held_out_captions())
    sheet = Image.new("RGB", (COLUMNS * SIDE, -(-len(codes) // COLUMNS) * SIDE), "white")
    for index, code in enumerate(codes):
        pixels = render(svgs[code, reference_style(index)], SIDE)
        if pixels is None:
            raise LookupError(f"{code} can't be rendered")
        drawn = Image.fromarray(np.ascontiguousarray(pixels[..., :3]))
        sheet.paste(drawn, (index % COLUMNS * SIDE, index // COLUMNS * SIDE))
    return sheet


def main() -> None:
    """Writes FILE, losslessly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    reference_sheet(arguments.sources).save(arguments.file, "WEBP", lossless=True, method=6)


if __name__ == "__main__":
    main()
