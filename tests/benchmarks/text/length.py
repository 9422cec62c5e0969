"""What our decoder takes for longer and longer texts: seconds and memory."""

from tests.benchmarks.own_process import in_own_process
from tests.benchmarks.results import Results
from tests.benchmarks.text.atelier import Atelier
from tests.benchmarks.text.orders import orders

LENGTHS = (50, 100, 200, 400)
_MEBIBYTE = 2**20


def measure_length() -> Results:
    """Makes one text of each length, each in a fresh process so that its memory is its own."""
    seconds: dict[str, float] = {}
    memory: dict[str, float] = {}
    for length in LENGTHS:
        with in_own_process(Atelier()) as booth:
            heat = booth.run(orders(1, length, 1000))
        seconds[str(length)] = round(heat.seconds, 2)
        memory[str(length)] = round(heat.peak_bytes / _MEBIBYTE)
    return {"length": {"seconds": seconds, "peak_mebibytes": memory}}
