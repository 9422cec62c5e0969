"""The works written so far, in a file that only grows, so that a long run can be taken up again."""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.evaluations.verse.orders import Order

ATELIER = "atelier"
BASELINE = "baseline"


@dataclass(frozen=True)
class Work:
    """What came of an order.

    Attributes:
        maker: Atelier, or the same model asked without being held to anything.
        text: Without its title; None if it could not be written.
        error: Why not.
        seconds: In which it was written, others beside it.
        log_likelihood: Mean over its tokens, in nats, after the plain prompt for its order; None
            for an empty text.
        topic_similarity: Cosine between the theme and the text.
    """

    maker: str
    order: Order
    text: str | None
    title: str | None = None
    error: str | None = None
    seconds: float | None = None
    log_likelihood: float | None = None
    topic_similarity: float | None = None


class WorksFile:
    """Works, one a line as JSON."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, work: Work) -> None:
        """Appends a work."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a+", encoding="utf-8") as file:
            # A run that was killed may have left half a line.
            file.write(f"{self._line_break()}{json.dumps(asdict(work), ensure_ascii=False)}\n")

    def works(self, orders: Collection[Order]) -> list[Work]:
        """Returns the works of these orders."""
        wanted = set(orders)
        return [work for work in self._read() if work.order in wanted]

    def missing(self, maker: str, orders: Collection[Order]) -> list[Order]:
        """Returns the orders for which this maker has no work yet, failed ones included."""
        done = {work.order for work in self._read() if work.maker == maker}
        return [order for order in orders if order not in done]

    def _read(self) -> Iterator[Work]:
        if not self._path.exists():
            return
        for line in self._path.read_text(encoding="utf-8").splitlines():
            try:
                fields: dict[str, Any] = json.loads(line)
            except json.JSONDecodeError:
                continue
            yield Work(order=Order(**fields.pop("order")), **fields)

    def _line_break(self) -> str:
        written = self._path.read_bytes() if self._path.exists() else b""
        return "\n" if written and not written.endswith(b"\n") else ""
