"""Tiny random language models, saved where a hub model would be."""

from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel
from tokenizers.trainers import BpeTrainer
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

_WORDS = (
    "rain falls on tin roofs and lanterns glow above the sea while gulls wheel home at dusk\n"
    "write a haiku about something. the river sleeps beneath a silver moon, and winds are warm\n"
)
CHAT_TEMPLATE = (
    "{% for message in messages %}{% if message.role == 'system' %}"
    "{{ raise_exception('System role not supported') }}{% endif %}"
    "<|user|>{{ message.content }}<|end|>{% endfor %}<|assistant|>"
)


def tiny_llama(seed: int = 1, **options: Any) -> LlamaForCausalLM:
    """Returns a random Llama of four heads in two groups; `options` are of its configuration."""
    torch.manual_seed(seed)
    defaults: dict[str, Any] = {
        "vocab_size": 101,
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
    }
    model = LlamaForCausalLM(LlamaConfig(**defaults | options))
    model.eval()
    return model


def save_tiny_llama(
    folder: Path, *, chat_template: str | None, words: str = _WORDS, vocab_size: int = 600
) -> Path:
    """Saves a random Llama whose tokens are letters and these words; returns its folder."""
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=False)
    tokenizer.decoder = ByteLevelDecoder()
    special = ["<|end|>", "<|user|>", "<|assistant|>"]
    trainer = BpeTrainer(
        vocab_size=vocab_size, special_tokens=special, initial_alphabet=ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator([words] * 20, trainer)
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<|end|>", additional_special_tokens=special[1:]
    )
    wrapped.chat_template = chat_template
    wrapped.save_pretrained(folder)
    configuration = LlamaConfig(
        vocab_size=len(wrapped),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
    )
    torch.manual_seed(1)
    LlamaForCausalLM(configuration).save_pretrained(folder)
    return folder
