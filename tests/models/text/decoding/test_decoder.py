from collections.abc import Callable

import pytest
import torch

from models.text.decoding.body import Body, Step
from models.text.decoding.decoder import Decoder, Feed
from models.text.decoding.llama_body import LlamaBody
from models.text.decoding.pages import PAGE
from models.text.decoding.transformers_body import TransformersBody
from tests.models.text.decoding.reading import Tokens, random_text, read
from tests.models.text.tiny_models import tiny_llama

PROMPT = random_text(3 * PAGE + 5, seed=1)


def eight_bit() -> Body:
    return LlamaBody(tiny_llama())


def general() -> Body:
    return TransformersBody(tiny_llama())


@pytest.fixture(params=[eight_bit, general])
def decoder(request: pytest.FixtureRequest) -> Decoder:
    build: Callable[[], Body] = request.param
    return Decoder(build())


def expect_same(decoder: Decoder, found: torch.Tensor, expected: torch.Tensor) -> None:
    """Bit for bit where the body calculates each token alone, else up to rounding."""
    if isinstance(decoder.body, LlamaBody):
        assert torch.equal(found, expected)
    else:
        torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("sizes", [(1,) * 52, (PAGE, PAGE, PAGE), (5, 30), (PAGE - 1, 2)])
def test_a_text_is_the_same_however_its_reading_is_divided(
    decoder: Decoder, sizes: tuple[int, ...]
) -> None:
    _, expected = read(decoder, PROMPT)
    _, found = read(decoder, PROMPT, *sizes)
    expect_same(decoder, found, expected)


def test_a_text_is_the_same_after_a_beginning_that_was_kept(decoder: Decoder) -> None:
    text, expected = read(decoder, PROMPT)
    decoder.keep(text, PROMPT)
    again, rest = decoder.open(PROMPT)
    assert (again.length, len(rest)) == (3 * PAGE, 5)
    expect_same(decoder, decoder.step([Feed(again, rest)])[0], expected)
    decoder.close(text)
    decoder.close(again)
    assert decoder.pages_in_use == 3
    _, found = read(decoder, PROMPT)
    expect_same(decoder, found, expected)


def test_forks_go_on_like_texts_of_their_own(decoder: Decoder) -> None:
    text, _ = read(decoder, PROMPT)
    forks = [decoder.fork(text) for _ in range(4)]
    for tokens in ([1, 2, 3, 4], [5, 6, 7, 8]):
        logits = decoder.step(
            [Feed(fork, [token]) for fork, token in zip(forks, tokens, strict=True)]
        )
    for found, endings in zip(logits, ([1, 5], [2, 6], [3, 7], [4, 8]), strict=True):
        _, expected = read(Decoder(decoder.body), [*PROMPT, *endings])
        expect_same(decoder, found, expected)
    _, expected = read(Decoder(decoder.body), [*PROMPT, 9])
    expect_same(decoder, decoder.step([Feed(text, [9])])[0], expected)


def test_texts_of_any_lengths_are_fed_in_one_step(decoder: Decoder) -> None:
    prompts = [random_text(length, seed=length) for length in (1, 40, 16, 3, 40, 17)]
    feeds = [Feed(*decoder.open(prompt)) for prompt in prompts]
    logits = decoder.step(feeds)
    assert logits.shape == (6, 101)
    assert logits.dtype == torch.float32
    for found, prompt in zip(logits, prompts, strict=True):
        _, expected = read(Decoder(decoder.body), prompt)
        expect_same(decoder, found, expected)


def test_pages_of_closed_texts_are_used_again_without_a_trace(decoder: Decoder) -> None:
    _, expected = read(Decoder(decoder.body), PROMPT)
    for seed in range(5):
        text, _ = read(decoder, random_text(10 * PAGE, seed))
        decoder.close(text)
    assert decoder.pages_in_use == 0
    text, found = read(decoder, PROMPT)
    expect_same(decoder, found, expected)


def test_a_text_that_came_to_nothing_does_not_spoil_the_next(decoder: Decoder) -> None:
    _, expected = read(decoder, PROMPT)
    text, _ = read(decoder, random_text(6 * PAGE, seed=4))
    decoder._cache.stored[:, text.pages] = float("nan")
    decoder.close(text)
    for _ in range(3):
        text, found = read(decoder, PROMPT)
        expect_same(decoder, found, expected)


def test_a_text_that_comes_to_nothing_does_not_spoil_those_beside_it(decoder: Decoder) -> None:
    _, expected = read(Decoder(decoder.body), [*PROMPT[:PAGE], 1])
    texts = [read(decoder, prompt)[0] for prompt in (PROMPT, PROMPT[:PAGE], PROMPT)]
    for spoilt in (texts[0], texts[2]):
        decoder._cache.stored[:, spoilt.pages] = float("nan")
    logits = decoder.step([Feed(text, [1]) for text in texts])
    expect_same(decoder, logits[1], expected)


def test_a_cache_that_grows_between_two_steps_forgets_nothing(decoder: Decoder) -> None:
    _, expected = read(Decoder(decoder.body), [*PROMPT, 1, 2])
    text, _ = read(decoder, PROMPT)
    others: list[Tokens] = [random_text(20 * PAGE, seed) for seed in range(4)]
    decoder.step([Feed(text, [1]), *(Feed(*decoder.open(other)) for other in others)])
    expect_same(decoder, decoder.step([Feed(text, [2])])[0], expected)


def test_a_step_that_fails_leaves_texts_to_be_closed(
    decoder: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_step: Step) -> torch.Tensor:
        raise RuntimeError("broken")

    text, _ = read(decoder, PROMPT)
    fork = decoder.fork(text)
    monkeypatch.setattr(decoder.body, "logits", broken)
    with pytest.raises(RuntimeError, match="broken"):
        decoder.step([Feed(text, [1]), Feed(fork, [2])])
    decoder.close(text)
    decoder.close(fork)
    assert decoder.pages_in_use == 0
