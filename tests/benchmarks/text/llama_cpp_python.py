"""llama.cpp inside Python, on the very GGUF file that comes along."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from models.embedded import TEXT_WEIGHTS
from tests.benchmarks.contestant import Output
from tests.benchmarks.own_process import CORES
from tests.benchmarks.text.orders import TEMPERATURE, TOP_K, TOP_P, Order, orders

CONTEXT = 2048


@dataclass
class LlamaCppPython:
    """`llama_cpp.Llama`, one request after the other."""

    name: str = "llama-cpp-python"
    _llama: Any = field(default=None, init=False)
    _format: Any = field(default=None, init=False)

    def start(self) -> None:
        # It is in the extra `bench`, which not everybody installs.
        from llama_cpp import Llama  # pyright: ignore
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter  # pyright: ignore

        self._llama = Llama(
            str(TEXT_WEIGHTS.path()),
            n_ctx=CONTEXT,
            n_threads=CORES,
            n_threads_batch=CORES,
            verbose=False,
        )
        template = self._llama.metadata["tokenizer.chat_template"]
        self._format = Jinja2ChatFormatter(template, eos_token="", bos_token="")
        self.run(orders(1, 4))

    def run(self, orders: Sequence[Order]) -> Output:
        return Output(sum(self._write(order) for order in orders))

    def stop(self) -> None:
        if self._llama is not None:
            self._llama.close()

    def _write(self, order: Order) -> int:
        prompt = self._format(messages=order.chat).prompt
        tokens = self._llama.tokenize(prompt.encode(), add_bos=False, special=True)
        # `generate` goes on past the end of the text, which `create_chat_completion` can't.
        written = list(
            islice(
                self._llama.generate(tokens, temp=TEMPERATURE, top_k=TOP_K, top_p=TOP_P, min_p=0.0),
                order.new_tokens,
            )
        )
        self._llama.detokenize(written)
        return len(written)
