import pytest

from tests.benchmarks.text.orders import orders
from tests.benchmarks.text.speed import comparisons, random_orders


def test_we_are_compared_with_the_pipeline_and_the_faster_llama() -> None:
    alone = {"pipeline": [20.0], "atelier": [110.0], "llama-cpp-python": [100.0]}
    sixteen = {"pipeline": [20.0, 21.0, 19.0], "atelier": [300.0], "llama-server": [200.0]}

    assert comparisons({1: {**alone, "llama-server": [88.0]}, 16: sixteen}) == {
        "speedup_16": 15.0,
        "vs_llamacpp_1": 1.1,
        "vs_llamacpp_16": 1.5,
    }


def test_random_orders_are_as_much_work_in_all() -> None:
    equal = orders(48, 100)
    mixed = random_orders(equal, 5.0, seed=1)

    assert sum(order.new_tokens for order in mixed) == pytest.approx(4800, abs=24)
    assert len({order.new_tokens for order in mixed}) > 10
    assert [order.chat for order in mixed] == [order.chat for order in equal]
    arrivals = [order.after_seconds for order in mixed]
    assert arrivals == sorted(arrivals)
    assert arrivals[0] == 0
    assert 4 < arrivals[-1] <= 5
    assert mixed == random_orders(equal, 5.0, seed=1)


def test_no_two_orders_are_the_same_but_their_beginning_is() -> None:
    asked = [str(order.chat[1]["content"]) for order in [*orders(64, 9), *orders(64, 9, 1000)]]
    assert len(set(asked)) == 128
    assert len({str(order.chat[0]) for order in orders(64, 9)}) == 1
