import json
from pathlib import Path

import pytest
from rich.console import Console

from tests.benchmarks.results import flattened, misses_target, table_of, write

_RESULTS = {
    "text": {
        "speedup_16": 11.5,
        "ours": {"16": {"median": 300.0, "low": 290.0, "high": 310.0}},
    },
    "ack": {"p99_ms": 120.0},
}


def test_every_value_has_a_dotted_name() -> None:
    assert dict(flattened(_RESULTS)) == {
        "text.speedup_16": 11.5,
        "text.ours.16": {"median": 300.0, "low": 290.0, "high": 310.0},
        "ack.p99_ms": 120.0,
    }


@pytest.mark.parametrize(
    ("name", "value", "missed"),
    [
        ("text.speedup_16", 11.9, True),
        ("text.speedup_16", 12.0, False),
        ("loop_lag.p99_ms", 50.1, True),
        ("loop_lag.p99_ms", 50.0, False),
        ("text.seconds_per_poem", 1e9, False),
    ],
)
def test_targets(name: str, value: float, *, missed: bool) -> None:
    assert misses_target(name, value) is missed


def test_the_table_shows_values_spread_and_targets() -> None:
    console = Console(width=120, record=True, file=None, quiet=True)
    console.quiet = False
    with console.capture() as shown:
        console.print(table_of(_RESULTS))

    rows = [line.split("│")[1:-1] for line in shown.get().splitlines() if "│" in line]
    cells = [[cell.strip() for cell in row] for row in rows]
    assert ["text.speedup_16", "11.5", "", "at least 12"] in cells
    assert ["text.ours.16", "300", "290 to 310", ""] in cells
    assert ["ack.p99_ms", "120", "", "at most 500"] in cells


def test_what_was_not_measured_again_stays_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "bench" / "results.json"
    write(_RESULTS, file)
    write({"ack": {"p99_ms": 130.0}}, file)

    written = json.loads(file.read_text())
    assert written["ack"] == {"p99_ms": 130.0}
    assert written["text"]["speedup_16"] == 11.5
