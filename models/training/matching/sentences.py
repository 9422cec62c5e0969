"""Captions as the sentence encoder reads them."""

from collections.abc import Sequence

import torch
from torch import Tensor
from transformers import AutoModel, AutoTokenizer

from models.embedded import SENTENCE_ENCODER

_BATCH = 256


@torch.inference_mode()
def sentence_embeddings(texts: Sequence[str]) -> Tensor:
    """Returns MiniLM's sentence embeddings (count, 384), of unit length.

    Raises:
        FileNotFoundError: The encoder is not installed.
    """
    folder = SENTENCE_ENCODER.path()
    if folder is None:
        raise FileNotFoundError("The sentence encoder is missing: run `atelier models install`.")
    tokenizer = AutoTokenizer.from_pretrained(folder)
    encoder = AutoModel.from_pretrained(folder).eval()
    parts: list[Tensor] = []
    for start in range(0, len(texts), _BATCH):
        batch = list(texts[start : start + _BATCH])
        inputs = tokenizer(batch, padding=True, truncation=True, return_tensors="pt")
        hidden = encoder(**inputs).last_hidden_state
        mask = inputs["attention_mask"].unsqueeze(-1).to(hidden.dtype)
        pooled = (hidden * mask).sum(dim=1) / mask.sum(dim=1)
        parts.append(torch.nn.functional.normalize(pooled, dim=-1))
    return torch.cat(parts)
