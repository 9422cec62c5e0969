"""Trains who says which caption a picture belongs to."""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from models.training.contrast import matching_loss
from models.training.drawings.emoji_words import Words
from models.training.drawings.held_out import held_out_captions
from models.training.drawings.icon_sets import Drawing, IconSet
from models.training.matching.fitting import fit, save_in_half
from models.training.matching.pictures import changed, rendered, to_tensor
from models.training.matching.sentences import sentence_embeddings
from models.training.matching.towers import SIDE, Matcher

# None of them has taught the sticker model anything.
SETS = (
    IconSet("openmoji", "openmoji"),
    IconSet("emojione", "emojione"),
    IconSet("emojione-v1", "emojione"),
    IconSet("fxemoji", "fxemoji"),
)
_BATCH = 128
_CAPTIONS = 8


def captions(code: str, words: Words, chance: random.Random) -> list[str]:
    """Returns eight captions: the one held out, if there is one, other names, and tags."""
    asked = held_out_captions().get(code)
    made = [asked, asked] if asked else []
    made += [f"{chance.choice(['', 'a '])}{name}" for name in words.names[:3]]
    while len(made) < _CAPTIONS:
        tags = chance.sample(words.tags, min(2, len(words.tags)))
        made.append(", ".join([chance.choice(words.names), *tags]))
    return made


def train(drawings: Sequence[Drawing], pictures: Tensor, steps: int) -> Matcher:
    """Returns a matcher that has seen `steps` batches of the drawings."""
    torch.manual_seed(0)
    chance = random.Random(0)
    words = {drawing.code: drawing.words for drawing in drawings}
    texts = [text for code in words for text in captions(code, words[code], chance)]
    pooled = sentence_embeddings(texts).view(len(words), _CAPTIONS, -1)
    concept_of = {code: index for index, code in enumerate(words)}
    concepts = torch.tensor([concept_of[drawing.code] for drawing in drawings])
    model = Matcher()

    def loss() -> Tensor:
        rows = torch.randperm(len(drawings))[:_BATCH]
        told = pooled[concepts[rows], torch.randint(_CAPTIONS, (len(rows),))]
        with torch.autocast("cpu", torch.bfloat16):
            seen = model.see(changed(pictures[rows]))
            return matching_loss(seen, model.scale.exp() * model.read(told), concepts[rows])

    fit(model, loss, steps)
    return model


def main() -> None:
    """Writes FOLDER/matcher.safetensors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=1800)
    arguments = parser.parse_args()
    drawings, pixels = rendered(arguments.sources, SETS, SIDE)
    print(f"{len(drawings)} drawings", flush=True)
    model = train(drawings, to_tensor(pixels), arguments.steps)
    save_in_half(model, arguments.folder / "matcher.safetensors")


if __name__ == "__main__":
    main()
