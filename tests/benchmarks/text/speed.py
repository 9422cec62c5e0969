"""Tokens a second of everybody's way to make text, for one request and for many."""

import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.contestant import Contestant
from tests.benchmarks.figures import figure
from tests.benchmarks.own_process import Booth, in_own_process
from tests.benchmarks.results import Results
from tests.benchmarks.text.atelier import Atelier
from tests.benchmarks.text.llama_cpp_python import LlamaCppPython
from tests.benchmarks.text.llama_server import LlamaServer
from tests.benchmarks.text.orders import Order, orders
from tests.benchmarks.text.transformers_pipeline import TransformersPipeline
from tests.benchmarks.turns import take_turns

SIZES = (1, 4, 16, 64)
# One after the other, the 17th takes as long as the first: no need to wait for 64.
MOST_IN_SEQUENCE = 16
RANDOM_SIZE = 96
# Few requests are over in a second: only the median of many turns is firm.
_TURNS_A_ROUND = {1: 5, 4: 2}
# Batches are full for most of the time then, as they are when all come together.
_ARRIVING_SHARE = 0.5

Say = Callable[[str], None]
Speeds = dict[str, list[float]]


def measure_text(server: Path, rounds: int, new_tokens: int, say: Say) -> Results:
    """Compares everybody at each number of requests, then arrivals at random with equal ones."""
    speeds = {
        size: _speeds(server, size, rounds * _TURNS_A_ROUND.get(size, 1), new_tokens, say)
        for size in SIZES
    }
    say("text: random arrivals")
    share = _random_arrivals_share(rounds, new_tokens)
    return {
        "text": {
            **comparisons(speeds),
            "random_arrivals_share": round(share, 3),
            "tokens_per_second": {
                str(size): {name: figure(measured, 1) for name, measured in by_name.items()}
                for size, by_name in speeds.items()
            },
        }
    }


def comparisons(speeds: dict[int, Speeds]) -> dict[str, float]:
    """Returns how we compare, median to median; with the faster of the two ways of llama.cpp."""
    ours, pipeline = Atelier.name, TransformersPipeline.name
    llamas = (LlamaCppPython.name, LlamaServer.name)

    def median(size: int, name: str) -> float:
        return figure(speeds[size].get(name, [0.0]), 4)["median"]

    def versus_llama(size: int) -> float:
        return median(size, ours) / max(median(size, name) for name in llamas)

    return {
        "speedup_16": round(median(16, ours) / median(16, pipeline), 2),
        "vs_llamacpp_1": round(versus_llama(1), 2),
        "vs_llamacpp_16": round(versus_llama(16), 2),
    }


def random_orders(equal: Sequence[Order], seconds: float, seed: int) -> list[Order]:
    """Returns orders for as many tokens in all, of different lengths and at different times.

    Args:
        equal: Orders that come together.
        seconds: When the last one comes.
        seed: Same seed, same orders.
    """
    rng = random.Random(seed)
    shares = [rng.uniform(0.5, 1.5) for _ in equal]
    scale = sum(order.new_tokens for order in equal) / sum(shares)
    arrivals = sorted([0.0, *(rng.uniform(0, seconds) for _ in equal[1:])])
    return [
        replace(order, new_tokens=max(1, round(share * scale)), after_seconds=arrival)
        for order, share, arrival in zip(equal, shares, arrivals, strict=True)
    ]


def _speeds(server: Path, size: int, rounds: int, new_tokens: int, say: Say) -> Speeds:
    contestants: list[Contestant[Order]] = [
        TransformersPipeline(),
        LlamaServer(server, size),
        Atelier(),
    ]
    if size == 1:
        contestants.append(LlamaCppPython())
    with ExitStack() as stack:
        booths = [stack.enter_context(in_own_process(each)) for each in contestants]

        def measure(booth: Booth[Order], number: int) -> float:
            say(f"text: {size} requests, {booth.name}, round {number + 1} of {rounds}")
            in_sequence = booth.name == TransformersPipeline.name
            count = min(size, MOST_IN_SEQUENCE) if in_sequence else size
            # Never twice the same prompts: somebody may remember them.
            return booth.run(orders(count, new_tokens, 1000 * (number + 1))).per_second

        outcomes = take_turns(booths, rounds, measure)
    return {each.name: measured for each, measured in zip(contestants, outcomes, strict=True)}


def _random_arrivals_share(rounds: int, new_tokens: int) -> float:
    """Returns our speed with random arrivals as a share of that with equal ones together."""
    together: list[float] = []
    at_random: list[float] = []
    with in_own_process(Atelier()) as booth:
        for number in range(rounds):
            equal = orders(RANDOM_SIZE, new_tokens, 1000 * (2 * number + 1))
            heat = booth.run(equal)
            together.append(heat.per_second)
            others = orders(RANDOM_SIZE, new_tokens, 1000 * (2 * number + 2))
            mixed = random_orders(others, _ARRIVING_SHARE * heat.seconds, seed=number)
            at_random.append(booth.run(mixed).per_second)
    return figure(at_random, 4)["median"] / figure(together, 4)["median"]
