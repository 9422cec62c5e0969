import pytest

from tests.benchmarks.figures import figure, milliseconds, percentile


def test_a_figure_is_the_median_and_its_spread() -> None:
    assert figure([3.0, 1.0, 2.004]) == {"median": 2.0, "low": 1.0, "high": 3.0}


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1), (0.5, 50), (0.99, 99), (0.991, 100), (1.0, 100)]
)
def test_percentiles_are_values_that_were_measured(share: float, expected: float) -> None:
    assert percentile([float(value) for value in range(100, 0, -1)], share) == expected


def test_the_99th_percentile_of_few_is_the_worst() -> None:
    assert percentile([0.1, 0.3, 0.2], 0.99) == 0.3


def test_waits_are_told_in_milliseconds() -> None:
    assert milliseconds([0.01, 0.02, 0.5]) == {
        "p50_ms": 20.0,
        "p99_ms": 500.0,
        "max_ms": 500.0,
        "count": 3,
    }
