import random
from typing import Any

import pytest
import torch
from transformers import LlamaForCausalLM, MistralConfig, MistralForCausalLM

from models.text.decoding.decoder import Decoder, Feed
from models.text.decoding.llama_body import LlamaBody
from models.text.decoding.pages import PAGE, PagedText
from tests.models.text.decoding.reading import random_text, read
from tests.models.text.tiny_models import tiny_llama

STRETCHED = {
    "rope_type": "llama3",
    "rope_theta": 1e4,
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}


@torch.inference_mode()
def expected_logits(model: LlamaForCausalLM, tokens: list[int]) -> torch.Tensor:
    """Returns what the library says, before any body took the model over."""
    return model(torch.tensor([tokens])).logits[0].float()


def stepwise(body: LlamaBody, tokens: list[int]) -> torch.Tensor:
    """Returns the logits after every token."""
    decoder = Decoder(body)
    text = PagedText()
    return torch.cat([decoder.step([Feed(text, [token])]) for token in tokens])


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"num_key_value_heads": 4},
        {"num_key_value_heads": 1},
        {"head_dim": 16},
        {"tie_word_embeddings": True},
        {"rope_parameters": {"rope_type": "default", "rope_theta": 100.0}},
        {"rms_norm_eps": 0.1},
        {"num_hidden_layers": 1, "intermediate_size": 33},
    ],
    ids=str,
)
def test_rounding_costs_little(options: dict[str, Any]) -> None:
    model = tiny_llama(**options)
    tokens = random_text(3 * PAGE, seed=2)
    expected = expected_logits(model, tokens)
    found = stepwise(LlamaBody(model), tokens)
    off = (found - expected).norm(dim=1) / expected.norm(dim=1)
    assert off.max() < 0.05
    divergence = torch.nn.functional.kl_div(
        found.log_softmax(1), expected.log_softmax(1), log_target=True, reduction="batchmean"
    )
    assert divergence < 1e-3


def test_bfloat16_weights_are_taken() -> None:
    model = tiny_llama().bfloat16()
    tokens = random_text(20, seed=2)
    expected = expected_logits(tiny_llama(), tokens)
    found = stepwise(LlamaBody(model), tokens)
    assert ((found - expected).norm(dim=1) / expected.norm(dim=1)).max() < 0.05


@pytest.mark.parametrize("seed", range(5))
def test_a_text_is_the_same_to_the_last_bit_in_any_batch(seed: int) -> None:
    body = LlamaBody(tiny_llama())
    mine = random_text(2 * PAGE + 7, seed=99)
    expected = stepwise(body, mine)
    chance = random.Random(seed)
    decoder = Decoder(body)
    text = PagedText()
    others: list[PagedText] = []
    for place, token in enumerate(mine):
        others += [PagedText() for _ in range(chance.randrange(3))]
        feeds = [
            Feed(other, random_text(chance.randint(1, 20), chance.randrange(99)))
            for other in chance.sample(others, chance.randint(0, len(others)))
        ]
        my_row = chance.randint(0, len(feeds))
        feeds.insert(my_row, Feed(text, [token]))
        assert torch.equal(decoder.step(feeds)[my_row], expected[place])
        while len(others) > 12:
            decoder.close(others.pop(chance.randrange(len(others))))


def test_a_text_is_the_same_with_any_number_of_threads() -> None:
    body = LlamaBody(tiny_llama())
    prompts = [random_text(30, seed) for seed in range(8)]
    before = torch.get_num_threads()
    found: list[torch.Tensor] = []
    try:
        for threads in (1, 2):
            torch.set_num_threads(threads)
            decoder = Decoder(body)
            found.append(decoder.step([Feed(*decoder.open(prompt)) for prompt in prompts]))
    finally:
        torch.set_num_threads(before)
    assert torch.equal(found[0], found[1])


def test_only_the_texts_that_are_read_are_written_to() -> None:
    decoder = Decoder(LlamaBody(tiny_llama()))
    tokens = random_text(PAGE + 3, seed=1)
    text, expected = read(decoder, tokens)
    copy = decoder.fork(text)
    read(decoder, random_text(100, seed=2))
    again = decoder.step([Feed(copy, [5])])
    _, direct = read(Decoder(decoder.body), [*tokens, 5])
    assert torch.equal(again[0], direct)
    assert not torch.equal(again[0], expected)


@pytest.mark.parametrize(
    "options",
    [
        {"attention_bias": True},
        {"mlp_bias": True},
        {"hidden_act": "gelu"},
        {"rope_parameters": STRETCHED},
    ],
    ids=lambda options: next(iter(options)),
)
def test_options_that_it_leaves_out_are_not_supported(options: dict[str, Any]) -> None:
    assert not LlamaBody.supports(tiny_llama(**options))


def test_a_plain_llama_is_supported_and_nothing_else() -> None:
    assert LlamaBody.supports(tiny_llama())
    other = MistralConfig(
        vocab_size=8,
        hidden_size=8,
        intermediate_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
    )
    assert not LlamaBody.supports(MistralForCausalLM(other))
