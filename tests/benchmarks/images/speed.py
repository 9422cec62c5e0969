"""Images a second, and how soon there is something to see."""

import statistics
from collections.abc import Callable
from contextlib import ExitStack

from models.base import ImageRequest
from tests.benchmarks.contestant import Contestant
from tests.benchmarks.figures import figure
from tests.benchmarks.images.atelier import AtelierImages
from tests.benchmarks.images.orders import orders
from tests.benchmarks.images.sequential import SequentialDiffusers
from tests.benchmarks.own_process import Booth, Heat, in_own_process
from tests.benchmarks.results import Results
from tests.benchmarks.turns import take_turns

SIZES = (1, 4, 16)
Say = Callable[[str], None]


def measure_images(rounds: int, say: Say) -> Results:
    """Compares us with the pipeline called one request after the other."""
    contestants: list[Contestant[ImageRequest]] = [SequentialDiffusers(), AtelierImages()]
    speeds: Results = {}
    sights: Results = {}
    with ExitStack() as stack:
        booths = [stack.enter_context(in_own_process(each)) for each in contestants]
        for size in SIZES:

            def measure(booth: Booth[ImageRequest], number: int, size: int = size) -> Heat:
                say(f"images: {size} requests, {booth.name}, round {number + 1} of {rounds}")
                # Never twice the same prompts: their embeddings are remembered.
                return booth.run(orders(size, first=1000 * size + 100 * number))

            heats = dict(
                zip((b.name for b in booths), take_turns(booths, rounds, measure), strict=True)
            )
            speeds[str(size)] = {
                name: figure([heat.per_second for heat in by_round], 3)
                for name, by_round in heats.items()
            }
            sights[str(size)] = {
                name: figure([statistics.median(h.output.first_sights) for h in by_round])
                for name, by_round in heats.items()
            }
    return {
        "images": {
            "vs_sequential_4": _versus_sequential(speeds, 4),
            "vs_sequential_16": _versus_sequential(speeds, 16),
            "images_per_second": speeds,
            "seconds_to_first_sight": sights,
        }
    }


def _versus_sequential(speeds: Results, size: int) -> float:
    at_size = speeds[str(size)]
    ours = at_size[AtelierImages.name]["median"]
    return round(ours / at_size[SequentialDiffusers.name]["median"], 2)
