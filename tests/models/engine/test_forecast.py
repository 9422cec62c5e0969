import pytest

from models.engine.forecast import Room, Span, Stay, forecast, seconds_left


def stays(*seconds: float) -> list[Stay]:
    """Returns stays of as many members."""
    return [Stay(member_id, each) for member_id, each in enumerate(seconds)]


def test_one_place_takes_one_after_the_other() -> None:
    assert forecast(Room(stays(3), 1), stays(2, 4)) == [Span(3, 5), Span(5, 9)]


def test_each_job_gets_the_place_that_is_free_first() -> None:
    spans = forecast(Room(stays(5, 1), 3), stays(2, 2, 2))
    assert spans == [Span(0, 2), Span(1, 3), Span(2, 4)]


def test_a_free_place_may_have_to_wait_for_the_model() -> None:
    assert forecast(Room([], 2, delay=4), stays(1, 2)) == [Span(4, 5), Span(4, 6)]


def test_more_may_run_than_there_are_places_for_the_next_worker() -> None:
    assert forecast(Room(stays(1, 2, 3), 2), stays(1)) == [Span(2, 3)]


def test_a_members_own_jobs_hold_the_next_one_back() -> None:
    room = Room([Stay(1, 3), Stay(1, 5)], 4, places_per_member=2)
    waiting = [Stay(1, 10), Stay(2, 1), Stay(1, 10), Stay(3, 4)]
    assert forecast(room, waiting) == [Span(3, 13), Span(0, 1), Span(5, 15), Span(0, 4)]


def test_a_job_that_is_held_back_takes_the_place_that_its_members_other_leaves() -> None:
    room = Room([Stay(1, 3), Stay(2, 8)], 2, places_per_member=1)
    assert forecast(room, [Stay(1, 10), Stay(3, 1)]) == [Span(3, 13), Span(8, 9)]


def test_at_first_experience_counts_and_later_the_jobs_own_pace() -> None:
    assert seconds_left(0, None, 10) == 10
    assert seconds_left(4, None, 10) == 6
    assert seconds_left(1, 0.1, 10) == pytest.approx(9)
    # Twice as fast as expected.
    assert seconds_left(4, 0.8, 10) == pytest.approx(0.8 * 1 + 0.2 * 6)
    # Slower than any before: only its own pace tells.
    assert seconds_left(90, 0.9, 10) == pytest.approx(10)
    assert seconds_left(90, None, 10) == 0
    assert seconds_left(5, 1, 10) == 0
