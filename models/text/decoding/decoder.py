"""Runs texts of different requests through a model together, a step at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import torch

from models.text.decoding.body import Body, Step
from models.text.decoding.pages import PAGE, PagedCache, PagedText
from models.text.decoding.prefixes import PrefixCache


@dataclass(frozen=True)
class Feed:
    """What a text goes on with.

    Attributes:
        text: The text.
        tokens: At least one.
    """

    text: PagedText
    tokens: Sequence[int]


class Decoder:
    """A model with the cache of all texts that it is reading or writing.

    With a body that calculates each token alone, a text's logits are the same to the last bit
    whatever else is in the batch, and however its reading is divided into steps.
    """

    def __init__(self, body: Body) -> None:
        self.body = body
        self._cache = PagedCache(body.cache_shape)
        self._prefixes = PrefixCache(self._cache)

    @property
    def pages_in_use(self) -> int:
        """Pages that texts hold, or that are kept for texts that begin alike."""
        return self._cache.pages_in_use

    def open(self, prompt: Sequence[int]) -> tuple[PagedText, Sequence[int]]:
        """Begins a text.

        Returns:
            The text, of which the part is read that another prompt began with as well, and the
            rest of the prompt, which is still to be fed.
        """
        text = self._cache.open(self._prefixes.longest(prompt))
        return text, prompt[text.length :]

    def keep(self, text: PagedText, prompt: Sequence[int]) -> None:
        """Keeps a prompt that was read, for others that begin alike."""
        self._prefixes.keep(prompt, text.pages)

    def fork(self, text: PagedText) -> PagedText:
        """Returns a second text that goes on from where this one is."""
        return self._cache.fork(text)

    def close(self, text: PagedText) -> None:
        """Forgets a text."""
        self._cache.close(text)

    def step(self, feeds: Sequence[Feed]) -> torch.Tensor:
        """Feeds several texts, each one once.

        Returns:
            Logits after the last token of each feed, (feeds, vocabulary), float32.
        """
        for feed in feeds:
            self._cache.reserve(feed.text, len(feed.tokens))
        logits = self.body.logits(self._laid_out(feeds))
        for feed in feeds:
            feed.text.length += len(feed.tokens)
        return logits

    def _laid_out(self, feeds: Sequence[Feed]) -> Step:
        counts = [len(feed.tokens) for feed in feeds]
        positions = np.concatenate(
            [np.arange(feed.text.length, feed.text.length + len(feed.tokens)) for feed in feeds]
        )
        pages = np.empty((len(feeds), max(len(feed.text.pages) for feed in feeds)), np.int64)
        for row, feed in zip(pages, feeds, strict=True):
            # Beyond its end a text sees nothing, but nothing of others either.
            row[:] = feed.text.pages[0]
            row[: len(feed.text.pages)] = feed.text.pages
        tables = pages.repeat(counts, axis=0)
        own_pages = tables[np.arange(len(tables)), positions // PAGE]
        return Step(
            tokens=np.concatenate([np.asarray(feed.tokens, np.int64) for feed in feeds]),
            positions=positions,
            wanted=np.array(list(accumulate(counts))) - 1,
            cache=self._cache,
            places=np.stack([own_pages, positions % PAGE], axis=1),
            tables=tables,
        )
