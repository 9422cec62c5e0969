import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from models.engine import memory


def test_the_memory_of_a_process_is_known_until_it_is_gone() -> None:
    own = memory.resident_bytes(os.getpid())
    assert own is not None
    assert own > 2**20
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert memory.resident_bytes(child.pid) is None


def test_the_default_leaves_room_for_others() -> None:
    assert 0 < memory.default_limit() < psutil.virtual_memory().total


@pytest.mark.parametrize(("written", "expected"), [("1000000000", 800_000_000), ("max", None)])
def test_a_containers_limit_counts(
    written: str, expected: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "memory.max"
    file.write_text(f"{written}\n")
    monkeypatch.setattr(memory, "_CONTAINER_LIMIT", file)
    of_machine = int(psutil.virtual_memory().total * memory.SHARE_OF_MACHINE)
    assert memory.default_limit() == (expected or of_machine)
