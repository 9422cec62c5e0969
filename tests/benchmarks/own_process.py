"""A process for each contestant, so that neither their memory nor their threads mix."""

import multiprocessing
import os
import resource
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeAlias, TypeVar

from tests.benchmarks.contestant import Contestant, Output

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
# Numeric libraries read the number of threads when they are imported.
_ENVIRONMENT = {
    **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(CORES)),
    # As the worker has it: weights in large pages.
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    # Their progress bars would be mixed with ours.
    "TQDM_DISABLE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}


@dataclass(frozen=True)
class Heat:
    """One run of a contestant.

    Attributes:
        peak_bytes: The most memory that its process has had so far.
    """

    output: Output
    seconds: float
    peak_bytes: int

    @property
    def per_second(self) -> float:
        return self.output.count / self.seconds


class ContestantFailed(Exception):
    """A contestant could not start or did not finish; the message says why."""


_Answer: TypeAlias = Heat | Exception
_Order = TypeVar("_Order")


class Booth(Generic[_Order]):
    """A contestant in a process of its own."""

    def __init__(self, name: str, connection: Connection) -> None:
        self.name = name
        self._connection = connection

    def run(self, orders: Sequence[_Order]) -> Heat:
        """Has it fill the orders; the time is taken in its own process.

        Raises:
            ContestantFailed: It did not.
        """
        self._connection.send(list(orders))
        return self.receive()

    def receive(self) -> Heat:
        """Waits for what it has to say.

        Raises:
            ContestantFailed: It failed or died.
        """
        try:
            answer: _Answer = self._connection.recv()
        except EOFError as error:
            raise ContestantFailed(f"{self.name}: its process died") from error
        if isinstance(answer, Exception):
            raise ContestantFailed(f"{self.name}: {answer}") from answer
        return answer


@contextmanager
def in_own_process(contestant: Contestant[_Order]) -> Generator[Booth[_Order]]:
    """Starts a contestant, and stops it with the context.

    Raises:
        ContestantFailed: It does not start.
    """
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    os.environ.update(_ENVIRONMENT)
    process = context.Process(target=_live, args=(contestant, there), daemon=True)
    process.start()
    there.close()
    booth = Booth[_Order](contestant.name, here)
    try:
        booth.receive()
        yield booth
    finally:
        # It ends when nobody is left at the other end.
        here.close()
        process.join(timeout=20)
        process.kill()


def _live(contestant: Contestant[Any], connection: Connection) -> None:
    try:
        connection.send(_timed(contestant, None))
        while True:
            connection.send(_timed(contestant, connection.recv()))
    except EOFError:
        contestant.stop()
    except Exception as error:  # noqa: BLE001 - whatever it is, the other end has to know
        connection.send(RuntimeError(f"{type(error).__name__}: {error}"))
        contestant.stop()


def _timed(contestant: Contestant[Any], orders: Sequence[Any] | None) -> Heat:
    started = time.perf_counter()
    output = Output(0)
    if orders is None:
        contestant.start()
    else:
        output = contestant.run(orders)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Heat(output, seconds, peak)
