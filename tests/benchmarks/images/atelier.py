"""Our image backend, which the worker gives all that waits."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.backend import ModelConfiguration
from models.base import ImageRequest, ImageResult, Progress
from models.image.stickers_backend import StickersBackend
from tests.benchmarks.contestant import Output
from tests.benchmarks.images.orders import orders
from tests.serving import ScriptedTicket, ScriptedTickets


@dataclass
class AtelierImages:
    """`StickersBackend`, with previews, enlarging and PNG files as members get them."""

    name: str = "atelier"
    _backend: StickersBackend = field(
        default_factory=lambda: StickersBackend(ModelConfiguration()), init=False
    )

    def start(self) -> None:
        self._backend.load(lambda _: None)
        self.run(orders(1))

    def run(self, orders: Sequence[ImageRequest]) -> Output:
        seen: dict[int, float] = {}
        started = time.perf_counter()

        def ticket(order: ImageRequest) -> ScriptedTicket:
            def notice(progress: Progress) -> None:
                if progress.preview is not None:
                    seen.setdefault(order.seed, time.perf_counter() - started)

            return ScriptedTicket(order, on_progress=notice)

        tickets = [ticket(order) for order in orders]
        self._backend.serve(ScriptedTickets(tickets))
        ended = time.perf_counter() - started
        images = 0
        for each in tickets:
            result = each.outcome()
            assert isinstance(result, ImageResult)
            images += len(result.images)
        # What was done before a preview was due was seen at the end.
        return Output(images, [seen.get(order.seed, ended) for order in orders])

    def stop(self) -> None:
        self._backend.unload()
