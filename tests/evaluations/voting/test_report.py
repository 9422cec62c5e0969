from dataclasses import replace

from tests.evaluations.voting.report import make_report
from tests.evaluations.voting.seasons import SeasonKind
from tests.evaluations.voting.voting import ATELIER, STARS, Figures, Results

HONEST = SeasonKind(20, 0, 4, 100)
GOOD = Figures([0.7, 0.8], [0.9, 1.0], [12, 14], [1, 2])


def measured(**changed: list[float]) -> Results:
    return {(ATELIER, 12): GOOD, (ATELIER, 20): replace(GOOD, **changed)}


def missed(results: Results, alarms: dict[SeasonKind, float] | None = None) -> list[str]:
    return [bar.name for bar in make_report(results, alarms or {}).bars if not bar.is_met]


def test_figures_are_shown_with_their_errors() -> None:
    report = make_report(measured() | {(STARS, 12): Figures([0.3, 0.5])}, {HONEST: 0.02})
    assert f"| {ATELIER} | 12 | 0.750 ± 0.050 | 95.0 % ± 5.0 | 13.0 | 1.5 | 2 |" in report.markdown
    assert f"| {STARS} | 12 | 0.400 ± 0.100 | | | | |" in report.markdown
    assert "| 20 | none | 4 | 100 | 2 % |" in report.markdown
    assert "| Kendall's tau, 12 looks | 0.750 | ≥ 0.66 | met |" in report.markdown
    assert not report.misses_bar


def test_each_bar_can_be_missed() -> None:
    assert missed(measured()) == []
    assert missed(measured(tau=[0.7])) == ["Kendall's tau, 20 looks"]
    for covered in (0.89, 0.99):
        assert missed(measured(coverage=[covered])) == ["intervals that hold the truth, 20 looks"]
    assert missed(measured(spread=[1, 4])) == ["spread of show counts, 20 looks"]
    assert missed({}, {HONEST: 0.06}) == ["honest seasons of 20 with an alarm"]
    assert missed({}, {replace(HONEST, ring=2): 0.06}) == []


def test_a_missed_bar_stands_out() -> None:
    report = make_report(measured(tau=[0.7]), {})
    assert report.misses_bar
    assert "| Kendall's tau, 20 looks | 0.700 | ≥ 0.72 | **missed** |" in report.markdown
