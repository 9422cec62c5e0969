"""The first way in the documentation of transformers: a pipeline, called again and again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.embedded import TEXT_WEIGHTS
from tests.benchmarks.contestant import Output
from tests.benchmarks.text.orders import TEMPERATURE, TOP_K, TOP_P, Order, orders


@dataclass
class TransformersPipeline:
    """`transformers.pipeline("text-generation")` in bfloat16, one request after the other.

    It has the weights of the very same GGUF file, unpacked.
    """

    name: str = "pipeline"
    _pipeline: Any = field(default=None, init=False)

    def start(self) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig, pipeline

        gguf = TEXT_WEIGHTS.path()
        assert gguf is not None
        where = {"gguf_file": gguf.name}
        model = AutoModelForCausalLM.from_pretrained(
            str(gguf.parent),
            **where,
            dtype=torch.bfloat16,
            quantization_config=GgufConfig(dequantize=True),
        )
        tokenizer = AutoTokenizer.from_pretrained(str(gguf.parent), **where)
        self._pipeline = pipeline("text-generation", model=model, tokenizer=tokenizer)
        self.run(orders(1, 4))

    def run(self, orders: Sequence[Order]) -> Output:
        made = 0
        for order in orders:
            answer = self._pipeline(
                order.chat,
                min_new_tokens=order.new_tokens,
                max_new_tokens=order.new_tokens,
                do_sample=True,
                temperature=TEMPERATURE,
                top_k=TOP_K,
                top_p=TOP_P,
                return_tensors=True,
            )
            prompt = self._pipeline.tokenizer.apply_chat_template(
                order.chat, add_generation_prompt=True, return_dict=False
            )
            made += len(answer[0]["generated_token_ids"]) - len(prompt)
        return Output(made)

    def stop(self) -> None:
        self._pipeline = None
