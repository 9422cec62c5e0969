"""What was measured, as a table and as a file."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from rich.table import Table

RESULTS = Path(".bench") / "results.json"

# Values are numbers, figures (median, low and high) or groups of these.
Results = dict[str, Any]

AT_LEAST: Mapping[str, float] = {
    "text.speedup_16": 12,
    "text.vs_llamacpp_1": 1,
    "text.vs_llamacpp_16": 1,
    "text.random_arrivals_share": 0.8,
}
AT_MOST: Mapping[str, float] = {
    "ack.p99_ms": 500,
    "ack_burst.max_ms": 2500,
    "loop_lag.p99_ms": 50,
    "fairness.wait_in_jobs": 2.5,
}


def flattened(results: Results, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yields every number and figure with its dotted name."""
    for name, value in results.items():
        if isinstance(value, dict) and "median" not in value:
            yield from flattened(cast("Results", value), f"{prefix}{name}.")
        else:
            yield prefix + name, value


def misses_target(name: str, value: float) -> bool:
    """Whether there is a target for this value that it does not reach."""
    return value < AT_LEAST.get(name, float("-inf")) or value > AT_MOST.get(name, float("inf"))


def table_of(results: Results) -> Table:
    """Returns the results for the terminal."""
    table = Table("Measured", "Value", "Lowest to highest", "Target", title="Atelier, measured")
    for name, value in flattened(results):
        if isinstance(value, dict):
            table.add_row(name, f"{value['median']:g}", f"{value['low']:g} to {value['high']:g}")
            continue
        shown = f"[red]{value:g}[/red]" if misses_target(name, value) else f"{value:g}"
        table.add_row(name, shown, "", _target(name))
    return table


def write(results: Results, file: Path = RESULTS) -> None:
    """Writes the results; groups that were not measured this time stay as they are."""
    file.parent.mkdir(exist_ok=True)
    earlier: Results = json.loads(file.read_text()) if file.exists() else {}
    file.write_text(json.dumps({**earlier, **results}, indent=2) + "\n")


def _target(name: str) -> str:
    if name in AT_LEAST:
        return f"at least {AT_LEAST[name]:g}"
    return f"at most {AT_MOST[name]:g}" if name in AT_MOST else ""
