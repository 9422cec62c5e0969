"""Sentence encodings of prompts, as the sticker denoiser reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerBase

TOKENS = 16


@dataclass(frozen=True)
class PromptEmbeddings:
    """What the denoiser is told of a prompt.

    Attributes:
        tokens: One vector a token (batch, 12, 384), zero past the prompt's end.
        pooled: Their mean, of unit length (batch, 384).
    """

    tokens: Tensor
    pooled: Tensor


@dataclass(frozen=True)
class Conditioning:
    """What the denoiser hears for one picture: first row without the prompt, second with it.

    Attributes:
        tokens: Token embeddings (2, 12, 384).
        classes: Pooled prompt and style (2, n).
    """

    tokens: Tensor
    classes: Tensor


@torch.inference_mode()
def encode_prompts(
    prompts: Sequence[str], tokenizer: PreTrainedTokenizerBase, encoder: PreTrainedModel
) -> PromptEmbeddings:
    """Encodes prompts with a sentence encoder; longer ones are cut to 12 tokens."""
    inputs = tokenizer(
        list(prompts),
        padding="max_length",
        truncation=True,
        max_length=TOKENS,
        return_tensors="pt",
    ).to(encoder.device)
    hidden = encoder(**inputs).last_hidden_state
    mask = inputs["attention_mask"].unsqueeze(-1).to(hidden.dtype)
    tokens = hidden * mask
    pooled = tokens.sum(dim=1) / mask.sum(dim=1)
    return PromptEmbeddings(tokens, torch.nn.functional.normalize(pooled, dim=-1))
