import os
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.benchmarks.contestant import Output
from tests.benchmarks.own_process import ContestantFailed, in_own_process
from tests.benchmarks.text.orders import Order, orders


@dataclass
class Diligent:
    """Says how many tokens it was asked for, and where it lives."""

    name: str = "diligent"

    def start(self) -> None:
        pass

    def run(self, orders: Sequence[Order]) -> Output:
        assert os.getppid() == int(os.environ["PARENT_OF_CONTESTANTS"])
        return Output(sum(order.new_tokens for order in orders))

    def stop(self) -> None:
        pass


@dataclass
class Clumsy(Diligent):
    name: str = "clumsy"
    falls_at_start: bool = False
    dies: bool = False

    def start(self) -> None:
        if self.falls_at_start:
            raise ValueError("no model")

    def run(self, orders: Sequence[Order]) -> Output:
        if self.dies:
            os._exit(1)
        raise ValueError("stumbled")


def test_a_contestant_works_in_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARENT_OF_CONTESTANTS", str(os.getpid()))
    with in_own_process(Diligent()) as booth:
        first, second = booth.run(orders(2, 50)), booth.run(orders(1, 7))

    assert (first.output.count, second.output.count) == (100, 7)
    assert first.per_second == 100 / first.seconds
    assert second.peak_bytes > 2**20


@pytest.mark.parametrize(
    ("clumsy", "complaint"),
    [
        (Clumsy(falls_at_start=True), "clumsy: ValueError: no model"),
        (Clumsy(), "clumsy: ValueError: stumbled"),
        (Clumsy(dies=True), "clumsy: its process died"),
    ],
)
def test_who_fails_says_why(clumsy: Clumsy, complaint: str) -> None:
    with pytest.raises(ContestantFailed, match=complaint), in_own_process(clumsy) as booth:
        booth.run(orders(1, 1))
