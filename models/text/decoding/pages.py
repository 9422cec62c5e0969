"""The cache of keys and values, in pages, so that texts share what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch

PAGE = 16
"""Tokens a page."""
_FIRST_PAGES = 64


@dataclass(frozen=True)
class CacheShape:
    """What one token leaves in the cache, and where.

    Attributes:
        layers: Attention layers of the model.
        heads: Key-value heads of each.
        head_size: Numbers a head.
    """

    layers: int
    heads: int
    head_size: int
    device: torch.device
    dtype: torch.dtype


@dataclass(eq=False)
class PagedText:
    """What a model has read of one text.

    Attributes:
        pages: Indexes of its pages in order.
        length: Tokens read.
    """

    pages: list[int] = field(default_factory=list[int])
    length: int = 0


class PagedCache:
    """Pages that texts hold together until one of them writes (after Kwon et al. 2023).

    Attributes:
        stored: (layers, pages, 2, heads, PAGE, head size): keys and values. Another tensor after
            `reserve` had to make room.
    """

    def __init__(self, shape: CacheShape) -> None:
        self.shape = shape
        self.stored = self._allocated(_FIRST_PAGES)
        self._holders = [0] * _FIRST_PAGES
        self._free = list(range(_FIRST_PAGES))

    @property
    def pages_in_use(self) -> int:
        return len(self._holders) - len(self._free)

    def open(self, pages: Sequence[int] = ()) -> PagedText:
        """Returns a text that begins with full pages which others hold, or with nothing."""
        self.hold(pages)
        return PagedText(list(pages), len(pages) * PAGE)

    def fork(self, text: PagedText) -> PagedText:
        """Returns a second text that goes on from where this one is."""
        self.hold(text.pages)
        return PagedText(list(text.pages), text.length)

    def close(self, text: PagedText) -> None:
        """Forgets a text."""
        self.release(text.pages)
        text.pages = []

    def hold(self, pages: Sequence[int]) -> None:
        """Keeps pages from being used for something else."""
        for page in pages:
            self._holders[page] += 1

    def release(self, pages: Sequence[int]) -> None:
        """Ends a hold."""
        for page in pages:
            self._holders[page] -= 1
            if not self._holders[page]:
                self._free.append(page)

    def reserve(self, text: PagedText, count: int) -> None:
        """Makes room for more tokens, in pages that this text alone holds."""
        if text.length % PAGE and self._holders[text.pages[-1]] > 1:
            own, shared = self._take(), text.pages[-1]
            self.stored[:, own] = self.stored[:, shared]
            text.pages[-1] = own
            self.release([shared])
        while len(text.pages) * PAGE < text.length + count:
            text.pages.append(self._take())
            # What an earlier text left there may be NaN, and a masked NaN is still a NaN.
            self.stored[:, text.pages[-1]] = 0

    def _take(self) -> int:
        if not self._free:
            self._grow()
        page = self._free.pop()
        self._holders[page] = 1
        return page

    def _grow(self) -> None:
        count = len(self._holders)
        larger = self._allocated(2 * count)
        larger[:, :count] = self.stored
        self.stored = larger
        self._holders += [0] * count
        self._free += range(count, 2 * count)

    def _allocated(self, pages: int) -> torch.Tensor:
        shape = self.shape
        # Zeros, not whatever was there: a masked NaN is still a NaN.
        return torch.zeros(
            (shape.layers, pages, 2, shape.heads, PAGE, shape.head_size),
            device=shape.device,
            dtype=shape.dtype,
        )
