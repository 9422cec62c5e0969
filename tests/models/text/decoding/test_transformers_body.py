from typing import Any

import pytest
import torch
from transformers import (
    AutoModelForCausalLM,
    DeepseekV3Config,
    Gemma2Config,
    Gemma3TextConfig,
    GptOssConfig,
    LlamaConfig,
    MambaConfig,
    MistralConfig,
    PreTrainedConfig,
    PreTrainedModel,
    Qwen2Config,
    Qwen3Config,
)

from models.errors import ModelUnavailable
from models.text.decoding.decoder import Decoder, Feed
from models.text.decoding.pages import PAGE, PagedText
from models.text.decoding.transformers_body import TransformersBody
from tests.models.text.decoding.reading import random_text

WINDOW = 11
SIZES: dict[str, Any] = {
    "vocab_size": 101,
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
}
MIXED = ["sliding_attention", "full_attention", "sliding_attention"]
USABLE: list[PreTrainedConfig] = [
    LlamaConfig(**SIZES),
    MistralConfig(**SIZES, sliding_window=WINDOW),
    Qwen2Config(**SIZES, use_sliding_window=True, sliding_window=WINDOW, max_window_layers=1),
    Qwen3Config(**SIZES, head_dim=16),
    Gemma3TextConfig(
        **SIZES, head_dim=8, query_pre_attn_scalar=5, sliding_window=WINDOW, layer_types=MIXED
    ),
]


def kind(config: PreTrainedConfig) -> str:
    return str(config.model_type)


def built(config: PreTrainedConfig) -> PreTrainedModel:
    torch.manual_seed(1)
    # What the library says is compared with: its plainest attention says it most exactly.
    model: Any = AutoModelForCausalLM.from_config(config, attn_implementation="eager")
    return model.eval()


@torch.inference_mode()
def plain_logits(model: PreTrainedModel, tokens: list[int]) -> torch.Tensor:
    """Returns the logits after every token, as the library calculates them."""
    output: Any = model(torch.tensor([tokens]))
    return output.logits[0].float()


@pytest.mark.parametrize("config", USABLE, ids=kind)
def test_logits_are_those_of_the_library(config: PreTrainedConfig) -> None:
    model = built(config)
    tokens = random_text(2 * PAGE + 9, seed=1)
    expected = plain_logits(model, tokens)
    decoder = Decoder(TransformersBody(model))
    text = PagedText()
    for place, token in enumerate(tokens):
        found = decoder.step([Feed(text, [token])])[0]
        torch.testing.assert_close(found, expected[place], atol=1e-4, rtol=1e-3)


@pytest.mark.parametrize("config", USABLE, ids=kind)
def test_texts_of_any_lengths_are_read_together(config: PreTrainedConfig) -> None:
    model = built(config)
    prompts = [random_text(length, seed=length) for length in (40, 3, 17, 40)]
    expected = [plain_logits(model, prompt)[-1] for prompt in prompts]
    decoder = Decoder(TransformersBody(model))
    begun = [PagedText() for _ in prompts]
    decoder.step([Feed(begun[0], prompts[0][:30]), Feed(begun[2], prompts[2][:5])])
    found = decoder.step(
        [Feed(text, prompt[text.length :]) for text, prompt in zip(begun, prompts, strict=True)]
    )
    torch.testing.assert_close(found, torch.stack(expected), atol=1e-4, rtol=1e-3)


def test_a_window_hides_what_is_further_back() -> None:
    one_layer: dict[str, Any] = SIZES | {"num_hidden_layers": 1}
    model = built(MistralConfig(**one_layer, sliding_window=WINDOW))
    decoder = Decoder(TransformersBody(model))
    seen = random_text(WINDOW, seed=1)
    logits = decoder.step(
        [Feed(PagedText(), [*random_text(WINDOW, seed), *seen]) for seed in (2, 3)]
    )
    torch.testing.assert_close(logits[0], logits[1], atol=1e-5, rtol=1e-4)


def test_its_number_format_names_it_and_is_that_of_the_cache() -> None:
    body = TransformersBody(built(LlamaConfig(**SIZES)).bfloat16())
    assert body.name == "bfloat16"
    assert body.cache_shape.dtype == torch.bfloat16
    assert Decoder(body).step([Feed(PagedText(), [1, 2])]).dtype == torch.float32


@pytest.mark.parametrize(
    "config",
    [
        MambaConfig(hidden_size=8, num_hidden_layers=1, vocab_size=11),
        Gemma2Config(**SIZES, head_dim=8),
        GptOssConfig(**SIZES, head_dim=8, num_local_experts=2),
        DeepseekV3Config(**SIZES, first_k_dense_replace=3, n_routed_experts=1, n_group=1),
    ],
    ids=kind,
)
def test_a_kind_that_can_not_be_used_is_refused_by_name(config: PreTrainedConfig) -> None:
    with pytest.raises(ModelUnavailable, match=rf"the kind {kind(config)} can't be used.*Mistral"):
        TransformersBody(built(config))
