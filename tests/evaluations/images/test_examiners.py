from pathlib import Path

import pytest

from tests.evaluations.images import examiners
from tests.evaluations.images.examiners import Examiners


def test_missing_examiners_are_told_with_where_they_come_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examiners, "MATCHER", tmp_path / "matcher.safetensors")
    with pytest.raises(FileNotFoundError, match="models/training/matching"):
        Examiners()
