import pytest

from tests.evaluations.bars import Bar, bars_table


@pytest.mark.parametrize(
    ("bar", "limits", "is_met"),
    [
        (Bar("rhymes", 0.99, least=0.99), "≥ 0.99", True),
        (Bar("rhymes", 0.98, least=0.99), "≥ 0.99", False),
        (Bar("seconds", 6.1, most=6), "≤ 6", False),
        (Bar("seconds", 6.0, most=6), "≤ 6", True),
        (Bar("share", 0.95, least=0.9, most=0.98), "0.9–0.98", True),
        (Bar("share", 0.99, least=0.9, most=0.98), "0.9–0.98", False),
    ],
)
def test_a_bar_is_met_up_to_its_limits(bar: Bar, limits: str, is_met: bool) -> None:
    assert (bar.limits, bar.is_met) == (limits, is_met)


def test_the_table_says_which_are_missed() -> None:
    table = bars_table([Bar("rhymes", 1, least=0.99), Bar("seconds", 7, most=6)])
    assert table.startswith("## Bars")
    assert "| rhymes | 1.000 | ≥ 0.99 | met |" in table
    assert "| seconds | 7.000 | ≤ 6 | **missed** |" in table
