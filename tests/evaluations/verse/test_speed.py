import math

import pytest

from models.backend import ModelConfiguration
from models.base import GenerationRequest, PoemRequest
from tests.evaluations.verse import speed
from tests.evaluations.verse.orders import Order
from tests.scripted_backends import build_text


def test_the_wait_for_the_first_line_and_for_the_poem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "THEMES", 2)
    said: list[str] = []
    waits = speed.measure_speed(build_text(ModelConfiguration("tiny")), 1, said.append)

    assert list(waits) == ["haiku", "quatrain", "Shakespearean sonnet"]
    for seconds in waits.values():
        assert 0 <= seconds["median"] <= seconds["maximum"] < math.inf
        assert seconds["first median"] <= seconds["first maximum"] <= seconds["maximum"]
    assert "speed: quatrain" in said


def test_a_poem_that_can_not_be_written_takes_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "THEMES", 1)

    def rejected(_: Order) -> GenerationRequest:
        return PoemRequest("reject", 1, "haiku")

    monkeypatch.setattr(Order, "request", property(rejected))
    waits = speed.measure_speed(build_text(ModelConfiguration("tiny")), 1, lambda _: None)
    assert waits["haiku"]["median"] == waits["haiku"]["first median"] == math.inf
