from pathlib import Path

import pytest

from models.text.verse.graphone_trie import GraphoneTrie
from models.training.pronunciation import __main__ as command
from tests.models.text.verse.trained import trained_on_st, words_in_st


@pytest.fixture(autouse=True)
def few_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "english", words_in_st)
    monkeypatch.setattr(command, "_FILE", tmp_path / "trained.npz")


def test_it_writes_the_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.argv", ["pronunciation"])
    command.main()
    written = GraphoneTrie.load(tmp_path / "trained.npz")
    assert written.graphones == trained_on_st().graphones


def test_it_measures_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["pronunciation", "--measure"])
    command.main()
    printed = capsys.readouterr().out
    assert "by letters: phone errors" in printed
    assert "with parts: phone errors" in printed
    assert not list(tmp_path.iterdir())
