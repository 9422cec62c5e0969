"""What everybody who is compared has to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

Order_contra = TypeVar("Order_contra", contravariant=True)


@dataclass(frozen=True)
class Output:
    """What came of some orders.

    Attributes:
        count: Tokens or images.
        first_sights: For each order, seconds until there was something to see of it.
    """

    count: int
    first_sights: list[float] = field(default_factory=list[float])


class Contestant(Protocol[Order_contra]):
    """Makes tokens or images, with all cores of the machine. Is sent to a process of its own."""

    @property
    def name(self) -> str: ...

    def start(self) -> None:
        """Loads the model and uses it once, so that nothing is measured cold."""
        ...

    def run(self, orders: Sequence[Order_contra]) -> Output:
        """Fills all orders."""
        ...

    def stop(self) -> None:
        """Frees everything."""
        ...
