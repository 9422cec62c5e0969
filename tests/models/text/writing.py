"""Running a writing to its end."""

from collections.abc import Generator
from typing import Any, TypeVar

from models.text.decoding.decoder import Decoder

Result = TypeVar("Result")


def finished(decoder: Decoder, writing: Generator[Any, Any, Result]) -> Result:
    """Runs a writing to its end, alone."""
    logits = None
    while True:
        try:
            logits = decoder.step(writing.send(logits))
        except StopIteration as end:
            return end.value
