"""Measures the models and the bot: `python -m tests.benchmarks [--quick] [--only PART ...]`."""

import argparse
import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console

from tests.benchmarks.results import RESULTS, Results, table_of, write

Say = Callable[[str], None]


@dataclass(frozen=True)
class Amounts:
    """How much is measured.

    Attributes:
        rounds: Turns that each contestant gets, crowds, and members who wait.
        new_tokens: Of each text.
    """

    rounds: int
    new_tokens: int


FULL = Amounts(rounds=3, new_tokens=100)
QUICK = Amounts(rounds=1, new_tokens=30)
_WIDTH = 110


def main() -> None:
    """Measures what was chosen, shows a table and writes the file."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="once each, and shorter texts")
    parser.add_argument("--only", nargs="+", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    options = parser.parse_args()
    amounts = QUICK if options.quick else FULL
    chosen: list[str] = options.only or list(PARTS)
    console = Console()
    # Written to a file, a table would be cut to 80 columns.
    console.width = max(console.width, _WIDTH)
    results: Results = {}
    with console.status("Measuring") as status:
        for name in chosen:
            results |= PARTS[name](amounts, lambda what: status.update(f"Measuring {what}"))
            # What was measured stays, though a later part may fail.
            write(results)
    console.print(table_of(results))
    console.print(f"Written to {RESULTS}.")


# Each part imports what only it needs: not everybody has llama.cpp.
def _text(amounts: Amounts, say: Say) -> Results:
    from tests.benchmarks.text.llama_build import llama_server
    from tests.benchmarks.text.speed import measure_text

    return measure_text(llama_server(), amounts.rounds, amounts.new_tokens, say)


def _length(_amounts: Amounts, say: Say) -> Results:
    from tests.benchmarks.text.length import measure_length

    say("text: cost against length")
    return measure_length()


def _poems(amounts: Amounts, say: Say) -> Results:
    from tests.benchmarks.text.poems import measure_poems

    say("text: whole poems")
    return measure_poems(amounts.rounds)


def _images(amounts: Amounts, say: Say) -> Results:
    from tests.benchmarks.images.speed import measure_images

    return measure_images(amounts.rounds, say)


def _ack(amounts: Amounts, say: Say) -> Results:
    from tests.benchmarks.service.responsiveness import measure_responsiveness

    say("responsiveness: crowds while both models are busy")
    return asyncio.run(measure_responsiveness(amounts.rounds))


def _fairness(amounts: Amounts, say: Say) -> Results:
    from tests.benchmarks.service.fairness import measure_fairness

    say("fairness: one job next to fifty")
    return asyncio.run(measure_fairness(amounts.rounds))


PARTS: dict[str, Callable[[Amounts, Say], Results]] = {
    "text": _text,
    "poems": _poems,
    "images": _images,
    "ack": _ack,
    "fairness": _fairness,
    "length": _length,
}

if __name__ == "__main__":
    main()
