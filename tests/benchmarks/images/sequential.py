"""The first way in the documentation of diffusers: a pipeline, called again and again."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.backend import ModelConfiguration
from models.base import ImageRequest
from models.image.stickers.defaults import CANDIDATES
from tests.benchmarks.contestant import Output
from tests.benchmarks.images.orders import orders


@dataclass
class SequentialDiffusers:
    """The sticker pipeline, one request after the other; it shows a picture when it is done.

    It draws what members get, as `StickersBackend` does: with the default steps and candidates.
    """

    name: str = "sequential"
    _pipeline: Any = field(default=None, init=False)

    def start(self) -> None:
        from models.image.stickers.loading import load_stickers

        self._pipeline, _ = load_stickers(ModelConfiguration())
        self._pipeline.set_progress_bar_config(disable=True)
        self.run(orders(1))

    def run(self, orders: Sequence[ImageRequest]) -> Output:
        import torch

        first_sights: list[float] = []
        started = time.perf_counter()
        for order in orders:
            images: list[Any] = self._pipeline(
                order.prompt,
                style=order.style,
                generator=torch.Generator().manual_seed(order.seed),
                candidates=CANDIDATES,
            ).images
            first_sights += [time.perf_counter() - started for _ in images]
        return Output(len(first_sights), first_sights)

    def stop(self) -> None:
        self._pipeline = None
