"""Every test of challenges plays in a server that somebody runs."""

import pytest

from cogs.challenges import steps
from tests.challenge_scene import TICK, ChallengeScene, set_challenge_scene
from tests.scene import Scene


@pytest.fixture
def stage(scene: Scene) -> ChallengeScene:
    return set_challenge_scene(scene)


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    monkeypatch.setattr(steps, "LOOK_SECONDS", TICK)
