import pytest
import torch

from models.text.decoding.pages import PAGE, CacheShape, PagedCache, PagedText


@pytest.fixture
def cache() -> PagedCache:
    return PagedCache(CacheShape(2, 1, 4, torch.device("cpu"), torch.float32))


def write(cache: PagedCache, text: PagedText, *values: float) -> None:
    """Writes one value a token into every layer, as a body would."""
    cache.reserve(text, len(values))
    for value in values:
        cache.stored[:, text.pages[text.length // PAGE], :, :, text.length % PAGE] = value
        text.length += 1


def written(cache: PagedCache, text: PagedText) -> list[float]:
    """Returns what a body would read of a text, in the last layer."""
    values = [cache.stored[-1, page, 1, 0, :, -1] for page in text.pages]
    return torch.cat(values)[: text.length].tolist()


def test_a_text_takes_a_page_only_when_it_needs_one(cache: PagedCache) -> None:
    text = cache.open()
    assert cache.pages_in_use == 0
    write(cache, text, *range(PAGE))
    assert cache.pages_in_use == 1
    write(cache, text, 99)
    assert cache.pages_in_use == 2
    assert written(cache, text) == [*range(PAGE), 99]


def test_forks_share_what_they_have_in_common(cache: PagedCache) -> None:
    text = cache.open()
    write(cache, text, *range(PAGE + 3))
    forks = [cache.fork(text) for _ in range(6)]
    assert cache.pages_in_use == 2
    assert all(written(cache, fork) == written(cache, text) for fork in forks)


def test_who_writes_on_a_shared_page_writes_on_a_copy(cache: PagedCache) -> None:
    text = cache.open()
    write(cache, text, *range(PAGE + 3))
    first, second = cache.fork(text), cache.fork(text)
    write(cache, first, 100, 101)
    write(cache, second, 200)
    write(cache, text, 300)
    beginning = [float(value) for value in range(PAGE + 3)]
    assert written(cache, first) == [*beginning, 100, 101]
    assert written(cache, second) == [*beginning, 200]
    assert written(cache, text) == [*beginning, 300]
    assert cache.pages_in_use == 1 + 3
    assert first.pages[0] == second.pages[0] == text.pages[0]


def test_the_last_one_left_writes_where_it_is(cache: PagedCache) -> None:
    text = cache.open()
    write(cache, text, 1, 2)
    fork = cache.fork(text)
    cache.close(text)
    write(cache, fork, 3)
    assert cache.pages_in_use == 1
    assert written(cache, fork) == [1, 2, 3]


def test_a_fork_at_the_end_of_a_page_copies_nothing(cache: PagedCache) -> None:
    text = cache.open()
    write(cache, text, *range(PAGE))
    fork = cache.fork(text)
    write(cache, fork, 100)
    write(cache, text, 200)
    assert fork.pages[0] == text.pages[0]
    assert (written(cache, fork)[-1], written(cache, text)[-1]) == (100, 200)


def test_pages_are_free_when_the_last_text_is_closed(cache: PagedCache) -> None:
    text = cache.open()
    write(cache, text, *range(3 * PAGE))
    fork = cache.fork(text)
    cache.close(text)
    assert cache.pages_in_use == 3
    cache.close(fork)
    assert cache.pages_in_use == 0
    cache.close(fork)
    assert cache.pages_in_use == 0


def test_a_text_can_begin_with_the_pages_of_another(cache: PagedCache) -> None:
    text = cache.open()
    write(cache, text, *range(2 * PAGE))
    other = cache.open(text.pages[:1])
    write(cache, other, 100)
    cache.close(text)
    assert written(cache, other) == [*range(PAGE), 100]


def test_room_is_made_without_forgetting(cache: PagedCache) -> None:
    texts = [cache.open() for _ in range(5)]
    pages = cache.stored.shape[1]
    for count in range(pages * PAGE // 4):
        for number, text in enumerate(texts):
            write(cache, text, number * 10_000 + count)
    assert cache.stored.shape[1] == 2 * pages
    assert not cache.stored.isnan().any()
    for number, text in enumerate(texts):
        expected = range(number * 10_000, number * 10_000 + pages * PAGE // 4)
        assert written(cache, text) == list(expected)
        cache.close(text)
    assert cache.pages_in_use == 0


def test_a_cache_that_can_not_grow_loses_no_page(
    cache: PagedCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(_pages: int) -> torch.Tensor:
        raise torch.OutOfMemoryError("out of memory")

    text = cache.open()
    write(cache, text, 1)
    fork = cache.fork(text)
    others = cache.open()
    cache.reserve(others, (cache.stored.shape[1] - 1) * PAGE)
    monkeypatch.setattr(cache, "_allocated", exhausted)
    with pytest.raises(torch.OutOfMemoryError):
        cache.reserve(fork, 1)
    for each in (text, fork, others):
        cache.close(each)
    assert cache.pages_in_use == 0
