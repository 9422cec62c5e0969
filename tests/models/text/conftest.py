"""The embedded model; and what others measure and unpack stays out of the user's cache."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from models.backend import ModelConfiguration
from models.text.transformers_backend import TransformersTextBackend


@pytest.fixture(autouse=True)
def _own_cache(  # pyright: ignore[reportUnusedFunction]
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The real weights take a quarter of a minute to unpack: these are read from where they are.
    if request.node.get_closest_marker("weights") is None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def backend() -> Iterator[TransformersTextBackend]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    loaded = TransformersTextBackend(ModelConfiguration(device="cpu"))
    loaded.load(lambda _: None)
    yield loaded
    loaded.unload()
    torch.set_num_threads(threads)
