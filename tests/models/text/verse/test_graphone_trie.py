from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from models.text.verse.graphone_trie import Graphone, GraphoneTrie, english_graphones
from tests.models.text.verse.trained import trained_on_st

EDGE, SOFT, HARD = 0, 1, 2
GRAPHONES = [Graphone("", ()), Graphone("c", ("S",)), Graphone("c", ("K",))]


@pytest.fixture
def trie() -> GraphoneTrie:
    """Single graphones, and of pairs only a hard letter at a word's start."""
    return GraphoneTrie(
        GRAPHONES,
        tokens=np.array([0, EDGE, SOFT, HARD, HARD], np.int32),
        children=np.array([3, 1, 0, 0, 0], np.int32),
        scores=np.array([0, -1, -2, -3, -0.5], np.float32),
        backoffs=np.array([0, -0.25, 0, 0, 0], np.float32),
    )


def test_what_a_context_lacks_comes_from_the_shorter_one(trie: GraphoneTrie) -> None:
    assert list(trie.row(trie.start, "c").scores) == [-2.25, -0.5]
    assert trie.end(trie.start) == -1.25


def test_a_state_is_the_longest_context_that_something_follows(trie: GraphoneTrie) -> None:
    nothing = 0
    assert list(trie.row(trie.start, "c").states) == [nothing, nothing]
    assert list(trie.row(nothing, "c").scores) == [-2, -3]


def test_other_letters_have_no_tokens(trie: GraphoneTrie) -> None:
    assert list(trie.tokens_of("c")) == [SOFT, HARD]
    assert not trie.tokens_of("é")
    assert not trie.row(trie.start, "é").scores.size


def test_it_is_read_as_it_was_written(trie: GraphoneTrie, tmp_path: Path) -> None:
    trie.save(tmp_path / "trie.npz")
    again = GraphoneTrie.load(tmp_path / "trie.npz")
    assert again.graphones == trie.graphones
    assert list(again.row(again.start, "c").scores) == list(trie.row(trie.start, "c").scores)


@pytest.mark.parametrize("load", [trained_on_st, english_graphones])
def test_what_may_follow_adds_up_to_one(load: Callable[[], GraphoneTrie]) -> None:
    model = load()
    letters = {graphone.letter for graphone in model.graphones[1:]}
    state = model.start
    for letter in "star":
        chances = sum(np.exp(model.row(state, each).scores).sum() for each in letters)
        assert chances + np.exp(model.end(state)) == pytest.approx(1, abs=0.05)
        row = model.row(state, letter)
        state = int(row.states[row.scores.argmax()])
