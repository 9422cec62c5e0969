"""Every test of commands plays in the same scene."""

import pytest
from simcord.env import Env

from tests.scene import Scene, set_scene


@pytest.fixture
def scene(simcord_env: Env) -> Scene:
    return set_scene(simcord_env)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Work in another process takes longer than SimCord waits by default."""
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.simcord(settle_timeout=30))
