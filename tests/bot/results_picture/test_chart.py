"""The chart of the ranking."""

import pytest

from bot.results_picture.chart import MOST_ROWS, Row, draw_chart, span, ticks
from tests.bot.results_picture.pictures import difference, opened, row

TITLE = "Snow on the old harbour"
ROWS = [row(1, 1, 2), row(2, 1, 4, is_tied=True), row(2, 1, 4, is_tied=True), row(4, 2, 4)]


def test_it_is_as_wide_as_it_says_and_grows_with_its_rows() -> None:
    image, shorter = opened(draw_chart(TITLE, ROWS)), opened(draw_chart(TITLE, ROWS[:3]))
    assert image.width == shorter.width == 1080
    assert image.height > shorter.height
    assert image.getpixel((0, 0)) == (0, 0, 0, 0)


def test_it_is_the_same_each_time() -> None:
    assert draw_chart(TITLE, ROWS) == draw_chart(TITLE, ROWS)


def test_beyond_the_twentieth_entries_are_counted() -> None:
    rows = [row(place, place, place) for place in range(1, 501)]
    image = opened(draw_chart(TITLE, rows))
    assert image.height == opened(draw_chart(TITLE, rows[:MOST_ROWS])).height
    assert difference(draw_chart(TITLE, rows), draw_chart(TITLE, rows[:400]))


@pytest.mark.parametrize("rows", [[], [row(1, 1, 1)]])
def test_none_and_one_are_drawn_too(rows: list[Row]) -> None:
    assert opened(draw_chart(TITLE, rows)).width == 1080


def test_the_interval_is_drawn_and_written() -> None:
    # Row 2 is at 236 + 66; its bar and its words are to the right of the names.
    changed = difference(
        draw_chart(TITLE, ROWS), draw_chart(TITLE, [ROWS[0], row(2, 2, 3, is_tied=True), *ROWS[2:]])
    )
    assert changed
    left, top, right, bottom = changed
    assert left > 440
    assert right > 900
    assert 300 < top < bottom < 370


def test_a_tie_is_told_without_colour() -> None:
    untied = [ROWS[0], row(2, 1, 4), *ROWS[2:]]
    changed = difference(draw_chart(TITLE, ROWS), draw_chart(TITLE, untied))
    assert changed
    assert changed[2] < 138


@pytest.mark.parametrize("name", ["W" * 200, "雪" * 200, "👩‍🚀" * 80, "Z" + "\u0335" * 90])
def test_no_name_runs_into_the_bars(name: str) -> None:
    named = [row(1, 1, 2, name), *ROWS[1:]]
    changed = difference(draw_chart(TITLE, ROWS), draw_chart(TITLE, named))
    assert changed
    assert changed[0] > 130
    assert changed[2] < 440
    assert 230 < changed[1] < changed[3] < 236 + 66


def test_wide_places_and_intervals_fit() -> None:
    changed = difference(
        draw_chart(TITLE, [row(1, 1, 500), row(2, 2, 2)]),
        draw_chart(TITLE, [row(1, 1, 500), row(20, 388, 489, is_tied=True)]),
    )
    assert changed
    assert changed[0] >= 40
    assert changed[2] <= 1040


@pytest.mark.parametrize(("last", "places"), [
    (1, [1]), (2, [1, 2]), (5, [1, 2, 3, 4, 5]), (8, [1, 2, 4, 6, 8]), (30, [1, 10, 20, 30]),
    (26, [1, 5, 10, 15, 20, 25]), (500, [1, 100, 200, 300, 400, 500]),
])  # fmt: skip
def test_round_places_are_marked(last: int, places: list[int]) -> None:
    assert ticks(last) == places


def test_intervals_in_words() -> None:
    assert span(row(2, 1, 4).standing) == "1–4"
    assert span(row(1, 1, 1).standing) == "1"
