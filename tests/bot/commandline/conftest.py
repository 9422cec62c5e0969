"""The command line as an operator runs it, in this process, with its own data folder."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commandline import models
from bot.settings import Settings
from models.backend import ModelConfiguration
from models.embedded import WeightsPackage
from models.engine.engine import EngineConfiguration
from tests.scripted_backends import LANES


@dataclass(frozen=True)
class Outcome:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Atelier = Callable[..., Outcome]


@pytest.fixture
def atelier(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Atelier:
    """Runs `atelier` with arguments."""
    # Settings are read from an .env file in the working directory too.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATELIER_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["atelier", *arguments])
        capsys.readouterr()
        code: int | str | None = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        return Outcome(code if isinstance(code, int) else 0, said.out, said.err)

    return run


def put_weights(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Has the weights of all embedded models at a path; None for nowhere."""

    def path_of(_package: WeightsPackage) -> Path | None:
        return path

    monkeypatch.setattr(WeightsPackage, "path", path_of)
    monkeypatch.setattr(models, "image_weights", lambda: path)


def scripted(settings: Settings) -> EngineConfiguration:
    """Stands in for the real models; named like those that the settings ask for."""
    configuration = ModelConfiguration(settings.text_model_id, settings.image_model_id)
    return EngineConfiguration(configuration, lanes=LANES)
