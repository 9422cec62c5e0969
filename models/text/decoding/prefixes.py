"""Beginnings of prompts, kept read: the next prompt often begins like the last."""

from collections import OrderedDict
from collections.abc import Sequence

from models.text.decoding.pages import PAGE, PagedCache

_MOST_PAGES = 128


class PrefixCache:
    """Full pages of prompts, found by the tokens up to their end; the oldest go first."""

    def __init__(self, cache: PagedCache) -> None:
        self._cache = cache
        self._pages: OrderedDict[tuple[int, ...], int] = OrderedDict()

    def longest(self, prompt: Sequence[int]) -> list[int]:
        """Returns the pages of the prompt's beginning, as far as they are kept.

        At least one token is left over: what comes after the prompt is not kept.
        """
        pages: list[int] = []
        for end in range(PAGE, len(prompt), PAGE):
            prefix = tuple(prompt[:end])
            if prefix not in self._pages:
                break
            self._pages.move_to_end(prefix)
            pages.append(self._pages[prefix])
        return pages

    def keep(self, prompt: Sequence[int], pages: Sequence[int]) -> None:
        """Keeps the full pages of a prompt that was read."""
        for index, page in enumerate(pages[: len(prompt) // PAGE]):
            prefix = tuple(prompt[: (index + 1) * PAGE])
            if prefix not in self._pages:
                self._cache.hold([page])
                self._pages[prefix] = page
        while len(self._pages) > _MOST_PAGES:
            _, page = self._pages.popitem(last=False)
            self._cache.release([page])
