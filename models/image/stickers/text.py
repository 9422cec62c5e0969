"""What the sticker denoiser is told: prompts as sentence encodings, styles and palettes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import torch
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerBase

TOKENS = 16


@dataclass(frozen=True)
class PromptEmbeddings:
    """What the denoiser is told of a prompt.

    Attributes:
        tokens: One vector a token (batch, 16, 384), zero past the prompt's end.
        pooled: Their mean, of unit length (batch, 384).
    """

    tokens: Tensor
    pooled: Tensor


@dataclass(frozen=True)
class Conditioning:
    """What the denoiser hears for one picture: first row without the prompt, second with it.

    Attributes:
        tokens: Token embeddings (2, 16, 384).
        pooled: Their means (2, 384).
        styles: Share of each style (2, styles).
        palettes: Wanted colours (2, 3, 4); see `palette_rows`.
    """

    tokens: Tensor
    pooled: Tensor
    styles: Tensor
    palettes: Tensor

    @classmethod
    def of(cls, parts: Sequence["Conditioning"]) -> "Conditioning":
        """Returns those of several pictures as one, in order."""
        names = [field.name for field in fields(cls)]
        return cls(*(torch.cat([getattr(part, name) for part in parts]) for name in names))


@torch.inference_mode()
def encode_prompts(
    prompts: Sequence[str], tokenizer: PreTrainedTokenizerBase, encoder: PreTrainedModel
) -> PromptEmbeddings:
    """Encodes prompts with a sentence encoder; longer ones are cut to 16 tokens."""
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
