"""What tests of text models measure and unpack stays out of the user's cache."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_cache(  # pyright: ignore[reportUnusedFunction]
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The real weights take a quarter of a minute to unpack: these are read from where they are.
    if request.node.get_closest_marker("weights") is None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
