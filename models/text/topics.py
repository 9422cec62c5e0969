"""How near lines are to what a poem is about, by a sentence encoder."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from models.embedded import SENTENCE_ENCODER
from models.text.decoding.kernels import Floats

_MOST_TOKENS = 64


@dataclass(frozen=True, eq=False)
class SentenceEncoder:
    """Turns sentences into points; those that mean about the same lie close together."""

    tokenizer: PreTrainedTokenizerBase
    model: PreTrainedModel

    @torch.inference_mode()
    def encode(self, sentences: Sequence[str]) -> Floats:
        """Returns points on the unit sphere, (sentences, 384): the means of all tokens."""
        inputs = self.tokenizer(
            list(sentences),
            padding=True,
            truncation=True,
            max_length=_MOST_TOKENS,
            return_tensors="pt",
        )
        hidden = self.model(**inputs).last_hidden_state
        mask = inputs["attention_mask"].unsqueeze(-1).to(hidden.dtype)
        means = (hidden * mask).sum(dim=1) / mask.sum(dim=1)
        return torch.nn.functional.normalize(means, dim=-1).numpy()


class Topic:
    """What a poem is about, in English."""

    def __init__(self, theme: str, encoder: SentenceEncoder) -> None:
        self._encoder = encoder
        [self._theme] = encoder.encode([theme])

    def nearness(self, lines: Sequence[str]) -> list[float]:
        """Returns the cosine between the theme and each line."""
        return [float(each) for each in np.dot(self._encoder.encode(lines), self._theme)]


@cache
def sentence_encoder() -> SentenceEncoder | None:
    """Returns the embedded encoder, on the processor; None if it is not installed."""
    path: Path | None = SENTENCE_ENCODER.path()
    if path is None:
        return None
    return SentenceEncoder(
        AutoTokenizer.from_pretrained(path), AutoModel.from_pretrained(path).eval()
    )
