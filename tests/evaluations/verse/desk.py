"""Orders as the tickets that a backend takes, so many at a time."""

from collections.abc import Callable, Iterable

from models.base import GenerationResult, TextResult
from models.errors import GenerationError
from tests.evaluations.verse.orders import Order
from tests.serving import ScriptedTicket

OnEnd = Callable[[Order, TextResult | GenerationError], None]


class OrderTicket(ScriptedTicket):
    """A ticket that tells what came of its order."""

    def __init__(self, order: Order, on_end: OnEnd) -> None:
        super().__init__(order.request)
        self.order = order
        self._on_end = on_end

    def finish(self, result: GenerationResult) -> None:
        super().finish(result)
        assert isinstance(result, TextResult)
        self._on_end(self.order, result)

    def fail(self, error: GenerationError) -> None:
        super().fail(error)
        self._on_end(self.order, error)


class Desk:
    """Hands out orders; a new one whenever a work has ended.

    Args:
        orders: To be written.
        together: Works that are written at a time.
        on_end: Called with each order and what came of it.
    """

    def __init__(self, orders: Iterable[Order], together: int, on_end: OnEnd) -> None:
        self._orders = iter(orders)
        self._free = together
        self._on_end = on_end

    def take(self) -> OrderTicket | None:
        order = next(self._orders, None) if self._free else None
        if order is None:
            return None
        self._free -= 1
        return OrderTicket(order, self._end)

    def _end(self, order: Order, outcome: TextResult | GenerationError) -> None:
        self._free += 1
        self._on_end(order, outcome)
