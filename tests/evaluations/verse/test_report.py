from dataclasses import replace

import pytest

from tests.evaluations.verse.figures import Differences, differences, figures_of
from tests.evaluations.verse.orders import LYRICS, Order
from tests.evaluations.verse.poems import POEMS
from tests.evaluations.verse.report import make_report
from tests.evaluations.verse.works import ATELIER, BASELINE, Work

_HAIKU = Work(
    ATELIER, Order("haiku", "dawn", 1), "\n".join(POEMS["haiku"]), None, None, 2.0, -2.0, 0.5
)
_FREE = replace(_HAIKU, maker=BASELINE, text="A river", log_likelihood=-1.5, topic_similarity=0.4)
_LIMERICK = replace(_HAIKU, order=Order("limerick", "dawn", 1), text="\n".join(POEMS["limerick"]))
_FAILED = Work(ATELIER, Order("haiku", "dusk", 2), None, error="BackendFailed: no words")


def test_figures_of_poems() -> None:
    figures = figures_of([_HAIKU, _FAILED])
    assert figures["works"] == 2
    assert figures["failed"] == 1
    assert figures["lines with exact syllables"] == 0.5
    assert figures["poems without a repeated line or dangling end"] == 0.5
    assert figures["topic similarity"] == 0.25
    assert figures["log likelihood a token"] == -2.0
    assert "rhyming pairs" not in figures


def test_figures_of_lyrics() -> None:
    song = replace(_HAIKU, order=Order(LYRICS, "dawn", 1, "folk"), text="[Verse 1]\nThe sea")
    assert figures_of([song])["songs with all sections labelled"] == 0
    assert "Bars" not in make_report([song], {}).markdown


def test_poems_are_compared_with_the_baselines_for_the_same_order() -> None:
    other = replace(_FREE, order=Order("haiku", "noon", 3), log_likelihood=-9.0)
    less = differences([_HAIKU, _FREE, other])
    assert less.log_likelihood == -0.5
    assert less.topic_similarity == pytest.approx(0.1)
    assert differences([_HAIKU, other]) == Differences(None, None, None)
    failed = replace(_FREE, order=_FAILED.order)
    assert differences([_FAILED, failed]) == Differences(None, None, -0.4)


def test_a_baseline_that_goes_round_in_circles_is_told_apart() -> None:
    circles = replace(_FREE, text="the sea the sea the sea the sea", log_likelihood=-0.2)
    varied = differences([_HAIKU, _FREE])
    assert varied.log_likelihood == varied.log_likelihood_of_varied == -0.5
    less = differences([_HAIKU, circles])
    assert less.log_likelihood == -1.8
    assert less.log_likelihood_of_varied is None
    assert "differ by -0.500 nats" in make_report([_HAIKU, _FREE], {}).markdown


def test_poems_that_keep_their_form_meet_all_bars() -> None:
    report = make_report([_HAIKU, _FREE, _LIMERICK], {})
    assert not report.misses_bar
    assert {bar.name: bar.least for bar in report.bars} == {
        "lines with exact syllables": 1,
        "rhyming pairs": 0.99,
        "lines in metre": 0.9,
        "poems without a repeated line or dangling end": 0.99,
        "log likelihood a token, less the baseline's": -0.9,
        "topic similarity, less the baseline's": 0,
    }


@pytest.mark.parametrize(
    ("works", "missed"),
    [
        ([_HAIKU, _FAILED], "lines with exact syllables"),
        ([replace(_HAIKU, text="The sea")], "lines with exact syllables"),
        ([replace(_LIMERICK, text="The bread\nthe sea")], "rhyming pairs"),
        ([replace(_LIMERICK, text="The bread\nthe sea")], "lines in metre"),
        (
            [replace(_HAIKU, text="The sea\nthe sea")],
            "poems without a repeated line or dangling end",
        ),
        (
            [replace(_HAIKU, log_likelihood=-2.45), _FREE],
            "log likelihood a token, less the baseline's",
        ),
        (
            [replace(_HAIKU, topic_similarity=0.3), _FREE],
            "topic similarity, less the baseline's",
        ),
    ],
)
def test_bars_that_are_missed(works: list[Work], missed: str) -> None:
    report = make_report(works, {})
    assert report.misses_bar
    assert missed in {bar.name for bar in report.bars if not bar.is_met}


def test_the_tables_show_both_makers_and_what_failed() -> None:
    markdown = make_report([_HAIKU, _FREE, _FAILED], {}).markdown
    assert "## haiku\n\n| | atelier | baseline |\n| --- | ---: | ---: |\n" in markdown
    assert "| works | 2 | 1 |\n| failed | 1 | 0 |" in markdown
    assert "| lines with exact syllables | 50.0 % | 0.0 % |" in markdown
    assert "- atelier, haiku, dusk: BackendFailed: no words" in markdown
    assert "| lines with exact syllables | 0.500 | ≥ 1 | **missed** |" in markdown


def test_forms_come_in_their_usual_order_not_as_they_were_written() -> None:
    markdown = make_report([_LIMERICK, _HAIKU], {}).markdown
    assert markdown.index("## haiku") < markdown.index("## limerick") < markdown.index("## All")


def test_waits_are_held_to_their_medians() -> None:
    waits = {
        "haiku": {"median": 2.5, "maximum": 9, "first median": 1, "first maximum": 8},
        "quatrain": {"median": 6.5, "maximum": 7, "first median": 1, "first maximum": 2},
    }
    report = make_report([], waits)
    assert [bar.name for bar in report.bars if not bar.is_met] == ["seconds, quatrain"]
    assert "| haiku | 2.5 | 9.0 | 1.0 | 8.0 |" in report.markdown
