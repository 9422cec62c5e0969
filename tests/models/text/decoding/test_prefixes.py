import pytest
import torch

from models.text.decoding import prefixes
from models.text.decoding.pages import PAGE, CacheShape, PagedCache
from models.text.decoding.prefixes import PrefixCache

PROMPT = list(range(3 * PAGE))


@pytest.fixture
def cache() -> PagedCache:
    return PagedCache(CacheShape(1, 1, 2, torch.device("cpu"), torch.float32))


def keep(cache: PagedCache, kept: PrefixCache, prompt: list[int]) -> list[int]:
    """Keeps a prompt whose text is closed afterwards, and returns its pages."""
    text = cache.open()
    cache.reserve(text, len(prompt))
    pages = list(text.pages)
    kept.keep(prompt, pages)
    cache.close(text)
    return pages


def test_a_prompt_is_known_as_far_as_it_begins_like_another(cache: PagedCache) -> None:
    kept = PrefixCache(cache)
    pages = keep(cache, kept, PROMPT)
    assert kept.longest([*PROMPT, 7]) == pages
    assert kept.longest([*PROMPT[: 2 * PAGE], 999]) == pages[:2]
    assert kept.longest([*PROMPT[: 2 * PAGE - 1], 999, 999]) == pages[:1]
    assert kept.longest([999, *PROMPT]) == []


def test_the_last_token_of_a_prompt_is_always_read(cache: PagedCache) -> None:
    kept = PrefixCache(cache)
    pages = keep(cache, kept, PROMPT)
    assert kept.longest(PROMPT) == pages[:2]
    assert kept.longest(PROMPT[:PAGE]) == []
    assert kept.longest([]) == []


def test_only_full_pages_are_kept(cache: PagedCache) -> None:
    keep(cache, PrefixCache(cache), PROMPT[: 2 * PAGE + 5])
    assert cache.pages_in_use == 2


def test_what_was_written_after_the_prompt_is_not_kept(cache: PagedCache) -> None:
    kept = PrefixCache(cache)
    text = cache.open()
    cache.reserve(text, 3 * PAGE)
    kept.keep(PROMPT[: PAGE + 2], text.pages)
    assert kept.longest([*PROMPT, 7]) == text.pages[:1]


def test_the_same_prompt_is_kept_once(cache: PagedCache) -> None:
    kept = PrefixCache(cache)
    first = keep(cache, kept, PROMPT)
    keep(cache, kept, PROMPT)
    assert cache.pages_in_use == 3
    assert kept.longest([*PROMPT, 7]) == first


def test_what_was_not_asked_for_longest_goes_first(
    cache: PagedCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefixes, "_MOST_PAGES", 3)
    kept = PrefixCache(cache)
    prompts = [[number] * PAGE for number in range(4)]
    for prompt in prompts[:3]:
        keep(cache, kept, prompt)
    assert kept.longest([*prompts[0], 7]) != []
    keep(cache, kept, prompts[3])
    assert [bool(kept.longest([*prompt, 7])) for prompt in prompts] == [True, False, True, True]
    assert cache.pages_in_use == 3
