from tests.evaluations.images.figures import Diversity, Matches
from tests.evaluations.images.precision import Precision
from tests.evaluations.images.report import Report
from tests.evaluations.images.speed import Wait

REAL = Precision(0.8, 1.0)
NONE = Precision(0.0, 0.05)


def report_of(top1: float, top5: float) -> Report:
    report = Report()
    report.add_matches(Matches(Precision(top1, top5), REAL, {"noise": NONE}))
    return report


def test_floor_and_ceiling_stand_beside_the_model() -> None:
    shown = report_of(0.5, 0.9).markdown
    assert "| the model | 50.0 % | 90.0 % |" in shown
    assert "| real drawings | 80.0 % | 100.0 % |" in shown
    assert "| noise | 0.0 % | 5.0 % |" in shown


def test_the_bars_of_precision_are_shares_of_what_real_drawings_reach() -> None:
    assert not report_of(0.57, 0.86).misses_bar
    assert report_of(0.55, 0.86).misses_bar
    assert report_of(0.57, 0.84).misses_bar


def test_style_and_colour_have_bars_of_their_mean() -> None:
    report = Report()
    report.add_styles({"soft": 0.8, "flat": 1.0}, {"soft": 0.95})
    report.add_colours({"in words": 0.7, "as palette": 0.8})

    assert [bar.is_met for bar in report.bars] == [True, False]
    assert "| flat | 100.0 % |  |" in report.markdown
    assert "| colour as asked | 0.750 | ≥ 0.8 | **missed** |" in report.markdown


def test_waiting_has_bars_and_pictures_a_second_are_told() -> None:
    report = Report()
    report.add_wait(Wait(first_preview=1.0, all_pictures=8.0))

    assert [bar.is_met for bar in report.bars] == [False, True]
    assert "| pictures a second | 0.50 |" in report.markdown


def test_diversity_and_copies_are_told_without_a_bar() -> None:
    report = Report()
    report.add_diversity(Diversity(seeds=0.2, prompts=0.9))
    report.add_copies(0.04, [0.3, 0.05, 0.2], 0.08)

    assert report.bars == []
    assert "| of one prompt, other seeds | 0.200 |" in report.markdown
    assert "| least deviation | 0.050 |" in report.markdown
    assert "| median deviation | 0.200 |" in report.markdown
