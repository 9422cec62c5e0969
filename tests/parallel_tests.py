"""Which tests may run at the same time."""

from functools import lru_cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

_MARK = "pytest.mark.weights"


class RealModelsTogether(LoadScopeScheduling):
    """Gives a process whole files, and all files that run real weights to the same one.

    Two real models at once would wait for the processor longer than members do.
    """

    config: pytest.Config

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return _MARK if _runs_weights(self.config.rootpath / file) else file


@lru_cache
def _runs_weights(file: Path) -> bool:
    # The process that hands out tests has collected none and knows no marks.
    return _MARK in file.read_text(encoding="utf-8")
