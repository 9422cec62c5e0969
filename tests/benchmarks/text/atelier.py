"""Our decoder, with requests that join and leave between two tokens."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tests.benchmarks.contestant import Output
from tests.benchmarks.text.orders import TEMPERATURE, TOP_K, TOP_P, Order, orders

_IDLE_SECONDS = 0.001


@dataclass(eq=False)
class _Text:
    """A text being written.

    Attributes:
        next_tokens: What is to be read next: the rest of the prompt, then the last token.
    """

    text: Any
    prompt: list[int]
    next_tokens: Sequence[int]
    left: int


@dataclass
class Atelier:
    """The decoder behind poems and lyrics, without their forms: plain text, like the others'."""

    name: str = "atelier"
    _decoder: Any = field(default=None, init=False)
    _tokenizer: Any = field(default=None, init=False)
    _max_batch: int = field(default=0, init=False)

    def start(self) -> None:
        import torch

        from models.text.transformers_backend import MAX_BATCH
        from models.text.weights import load_embedded

        loaded = load_embedded(torch.device("cpu"), None)
        self._decoder, self._tokenizer = loaded.decoder, loaded.tokenizer
        self._max_batch = MAX_BATCH
        self.run(orders(2, 4))

    def run(self, orders: Sequence[Order]) -> Output:
        waiting = sorted(orders, key=lambda order: order.after_seconds)
        running: list[_Text] = []
        made = 0
        started = time.perf_counter()
        while waiting or running:
            while waiting and len(running) < self._max_batch:
                if waiting[0].after_seconds > time.perf_counter() - started:
                    break
                running.append(self._open(waiting.pop(0)))
            if running:
                made += self._step(running)
                running = [text for text in running if text.left]
            else:
                time.sleep(_IDLE_SECONDS)
        return Output(made)

    def stop(self) -> None:
        self._decoder = None

    def _open(self, order: Order) -> _Text:
        from models.text.chat import encode_messages

        prompt = encode_messages(self._tokenizer, order.chat)
        text, rest = self._decoder.open(prompt)
        return _Text(text, prompt, rest, order.new_tokens)

    def _step(self, running: Sequence[_Text]) -> int:
        from models.text.decoding.decoder import Feed

        logits = self._decoder.step([Feed(each.text, each.next_tokens) for each in running])
        for each, token in zip(running, _drawn(logits), strict=True):
            if each.prompt:
                self._decoder.keep(each.text, each.prompt)
                each.prompt = []
            each.next_tokens = [token]
            each.left -= 1
            if not each.left:
                self._decoder.close(each.text)
        return len(running)


def _drawn(logits: Any) -> Iterable[int]:
    """Draws a token for each row."""
    values, tokens = logits.topk(TOP_K)
    weights = np.exp((values.numpy() - values.numpy()[:, :1]) / TEMPERATURE)
    weights /= weights.sum(axis=1, keepdims=True)
    # A token stays when those before it have not filled top_p yet.
    weights[weights.cumsum(axis=1) - weights > TOP_P] = 0
    totals = weights.cumsum(axis=1)
    thresholds = np.random.default_rng().random(len(totals))[:, None] * totals[:, -1:]
    chosen = (totals <= thresholds).sum(axis=1)
    return [int(row[place]) for row, place in zip(tokens.numpy(), chosen, strict=True)]
