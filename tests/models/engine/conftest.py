"""A clock for the tests of the engine's parts."""

import time

import pytest


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def read(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "perf_counter", clock.read)
    monkeypatch.setattr(time, "monotonic", clock.read)
    return clock
