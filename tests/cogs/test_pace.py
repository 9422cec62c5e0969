"""How often a message is edited."""

import contextlib

import pytest

import cogs.pace
from cogs.pace import EDIT_SECONDS, LONGEST_SECONDS, Pace


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, to be changed."""
    now = [0.0]
    monkeypatch.setattr(cogs.pace.time, "monotonic", lambda: now[0])
    return now


def _edit(pace: Pace, clock: list[float], seconds: float) -> None:
    with pace.measured():
        clock[0] += seconds


def test_discord_is_not_edited_faster_than_it_likes() -> None:
    assert Pace().seconds == EDIT_SECONDS == 1.5


def test_an_edit_that_had_to_wait_slows_the_next_ones_down(clock: list[float]) -> None:
    pace = Pace()
    _edit(pace, clock, 4)
    assert pace.seconds == 3.0
    for _ in range(9):
        _edit(pace, clock, 4)
    assert pace.seconds == LONGEST_SECONDS


def test_it_speeds_up_again(clock: list[float]) -> None:
    pace = Pace()
    _edit(pace, clock, 4)
    _edit(pace, clock, 0.1)
    assert EDIT_SECONDS < pace.seconds < 3.0
    for _ in range(9):
        _edit(pace, clock, 0.1)
    assert pace.seconds == EDIT_SECONDS


def test_an_edit_that_fails_slows_down_too(clock: list[float]) -> None:
    pace = Pace()
    with contextlib.suppress(TimeoutError), pace.measured():
        raise TimeoutError
    assert pace.seconds == 3.0


def test_where_many_wait_each_is_told_less_often() -> None:
    assert Pace(lambda: 20).seconds == EDIT_SECONDS
    assert Pace(lambda: 200).seconds == 10.0
