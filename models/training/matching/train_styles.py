"""Trains who says in which style a picture is drawn."""

import argparse
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from models.training.drawings.held_out import held_out_captions
from models.training.matching.fitting import fit, save_in_half
from models.training.matching.pictures import changed, rendered, to_tensor
from models.training.matching.towers import PictureTower
from models.training.stickers.sources import ICON_SETS

STYLES = tuple(dict.fromkeys(one.style for one in ICON_SETS))
SIDE = 128
"""Pixels a side of what the judge sees: edges and gradients are lost in fewer."""
_WIDTHS = (24, 32, 48, 64, 96)
_BATCH = 128
# It sees few drawings for so many pixels.
_DROPOUT = 0.3
_LABEL_SMOOTHING = 0.1


def style_tower() -> PictureTower:
    """Returns an untrained network that gives a logit to each of `STYLES`."""
    return PictureTower(_WIDTHS, len(STYLES), dropout=_DROPOUT)


def train(pictures: Tensor, styles: Tensor, steps: int) -> PictureTower:
    """Returns a tower that has seen `steps` batches, all styles equally often.

    Args:
        pictures: (count, 3, 128, 128).
        styles: Index of each in `STYLES`.
        steps: How long.
    """
    torch.manual_seed(0)
    model = style_tower()
    weights = 1 / torch.bincount(styles).float()[styles]

    def loss() -> Tensor:
        rows = torch.multinomial(weights, _BATCH, replacement=True)
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(changed(pictures[rows], keeps_look=True))
        return functional.cross_entropy(
            logits.float(), styles[rows], label_smoothing=_LABEL_SMOOTHING
        )

    fit(model, loss, steps)
    return model


def main() -> None:
    """Writes FOLDER/styles.safetensors, from drawings of what the evaluation does not ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=3500)
    arguments = parser.parse_args()
    drawings, pixels = rendered(arguments.sources, ICON_SETS, SIDE)
    seen = [i for i, one in enumerate(drawings) if one.code not in held_out_captions()]
    styles = torch.tensor([STYLES.index(drawings[i].style) for i in seen])
    model = train(to_tensor(pixels[seen]), styles, arguments.steps)
    save_in_half(model, arguments.folder / "styles.safetensors")


if __name__ == "__main__":
    main()
