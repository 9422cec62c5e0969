"""The works that are being written at a time, each at its own point."""

from contextlib import suppress
from dataclasses import dataclass

import torch

from models.backend import Ticket
from models.base import TextResult
from models.errors import GenerationCancelled, GenerationError
from models.failures import translated_generation_failures
from models.text.decoding.decoder import Decoder, Feed
from models.text.writing import Writing


@dataclass(eq=False)
class _Written:
    """A work being written, and what it wants to be read next."""

    ticket: Ticket
    writing: Writing[TextResult]
    feeds: list[Feed]


class WritingBatch:
    """Takes all works a step further at a time; they come and go between two steps."""

    def __init__(self, decoder: Decoder, model_id: str) -> None:
        self._decoder = decoder
        self._model_id = model_id
        self._works: list[_Written] = []

    def __len__(self) -> int:
        return len(self._works)

    def add(self, ticket: Ticket, writing: Writing[TextResult]) -> None:
        """Begins a work."""
        self._works.append(_Written(ticket, writing, []))
        self._go_on(self._works[-1], None)

    def step(self) -> None:
        """Has the model read what all works want to be read, but not what nobody wants."""
        for work in [work for work in self._works if work.ticket.is_cancelled]:
            self._fail(work, GenerationCancelled("Stopped as asked."))
        if not self._works:
            return
        works = list(self._works)
        try:
            with translated_generation_failures(self._model_id):
                logits = self._decoder.step([feed for work in works for feed in work.feeds])
        except GenerationError as error:
            for work in works:
                self._fail(work, error)
            return
        parts = logits.split([len(work.feeds) for work in works])
        for work, part in zip(works, parts, strict=True):
            self._go_on(work, part)

    def _go_on(self, work: _Written, logits: torch.Tensor | None) -> None:
        try:
            with translated_generation_failures(self._model_id):
                result = _sent(work, logits)
        except GenerationError as error:
            self._fail(work, error)
            return
        if result is not None:
            self._works.remove(work)
            work.ticket.finish(result)

    def _fail(self, work: _Written, error: GenerationError) -> None:
        self._works.remove(work)
        # It frees what it holds; what else it may say does not matter any more.
        with suppress(Exception):
            work.writing.close()
        work.ticket.fail(error)


def _sent(work: _Written, logits: torch.Tensor | None) -> TextResult | None:
    """Has a work go on to where it wants something read, or to its end, the result."""
    try:
        # A writing is begun by sending it None.
        work.feeds = work.writing.send(logits)  # pyright: ignore[reportArgumentType]
    except StopIteration as end:
        return end.value
    return None
