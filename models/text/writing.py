"""Writing as a conversation with a decoder: what is written says what to read next."""

from collections.abc import Generator
from typing import TypeAlias, TypeVar

import torch

from models.text.decoding.decoder import Feed

Result = TypeVar("Result")

Writing: TypeAlias = Generator[list[Feed], torch.Tensor, Result]
"""Yields what is to be read next and is sent the logits after it, (feeds, vocabulary).

So the writings of many requests can be read in one step of the model.
"""
