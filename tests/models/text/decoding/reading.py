"""Reading texts with a decoder, for tests of what it finds."""

from collections.abc import Sequence

import numpy as np
import torch

from models.text.decoding.decoder import Decoder, Feed
from models.text.decoding.pages import PagedText

Tokens = list[int]


def random_text(length: int, seed: int, vocabulary: int = 101) -> Tokens:
    return np.random.default_rng(seed).integers(0, vocabulary, length).tolist()


def read(decoder: Decoder, tokens: Sequence[int], *sizes: int) -> tuple[PagedText, torch.Tensor]:
    """Reads a text from where it is known, in steps of these sizes and then the rest in one.

    Returns:
        The text, and the logits after its end.
    """
    text, rest = decoder.open(tokens)
    for size in sizes:
        decoder.step([Feed(text, rest[:size])])
        rest = rest[size:]
    return text, decoder.step([Feed(text, rest)])[0]
