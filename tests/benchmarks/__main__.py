"""Measures the bot with its real models: `python -m tests.benchmarks [--quick]`."""

import argparse
import asyncio
import json
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests.benchmarks.measuring import Amounts, Results, measure

RESULTS = Path(".bench") / "results.json"
FULL = Amounts(works=5, rounds=10)
QUICK = Amounts(works=2, rounds=3)
TARGETS = {("ack", "p99_ms"): 1000.0, ("loop_lag", "max_ms"): 100.0}


def main() -> None:
    """Measures, shows a table and writes the file."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    amounts = QUICK if parser.parse_args().quick else FULL
    console = Console()
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Measuring", total=amounts.steps)
        results = asyncio.run(measure(amounts, lambda: progress.advance(task)))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    console.print(table_of(results))
    console.print(f"Written to {RESULTS}.")


def table_of(results: Results) -> Table:
    """Returns the results for the terminal."""
    table = Table("Measured", "Value", "Target", title="Atelier with its real models")
    for group, values in results.items():
        for name, value in values.items():
            target = TARGETS.get((group, name))
            reached = target is None or value < target
            table.add_row(
                f"{group}.{name}",
                f"{value:g}" if reached else f"[red]{value:g}[/red]",
                f"< {target:g}" if target else "",
            )
    return table


if __name__ == "__main__":
    main()
