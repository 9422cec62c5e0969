"""Draws held-out prompts with the newest checkpoints, to see how far a training is."""

import argparse
from pathlib import Path

import torch
from PIL import Image

from models.image.stickers.colours import colours_in
from models.image.stickers.cutout import on_white
from models.training.stickers.export import trained_pipeline

_PROMPTS = (
    "a red fox", "a kitten", "a blue car", "bowl of hot soup", "smiling sun", "birthday cake",
    "a green parrot", "purple flower", "sailing boat", "a wizard", "pink heart", "teal butterfly",
)  # fmt: skip


def main() -> None:
    """Writes WORK/sheet.png: a row a prompt, a column a style."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--guidance", type=float, default=4.0)
    arguments = parser.parse_args()
    pipeline = trained_pipeline(arguments.work)
    pipeline.set_progress_bar_config(disable=True)
    styles = pipeline.styles
    sheet = Image.new("RGB", (128 * len(styles) * 2, 128 * len(_PROMPTS) // 2), "white")
    for row, prompt in enumerate(_PROMPTS):
        for column, style in enumerate(styles):
            generator = torch.Generator().manual_seed(7)
            drawn = pipeline(
                prompt,
                style=style,
                palette=colours_in(prompt),
                generator=generator,
                guidance_scale=arguments.guidance,
                side=128,
            ).images[0]
            half = row % 2 * len(styles)
            sheet.paste(on_white(drawn), (128 * (column + half), 128 * (row // 2)))
    sheet.save(arguments.work / "sheet.png")


if __name__ == "__main__":
    main()
