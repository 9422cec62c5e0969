"""Which letters with their sounds follow which, as a trie of n-grams with back-off scores."""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_FILE = Path(__file__).parent / "letters_to_sounds.npz"
_ROOT = 0
_EDGE = 0
_REMEMBERED = 20_000
# Scores are stored as bytes, in steps of this many nats.
_STEP = 1 / 16
_BYTE = 255

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]


class Graphone(NamedTuple):
    """A letter and the sounds that it stands for.

    Attributes:
        phones: Empty for a silent letter; two for one such as "x".
    """

    letter: str
    phones: tuple[str, ...]


class Row(NamedTuple):
    """What may follow in one state, for all graphones of one letter.

    Attributes:
        scores: Log probabilities, in nats.
        states: The states after them.
    """

    scores: Floats
    states: Integers


class GraphoneTrie:
    """An n-gram model of graphones; a state is the longest context that it has.

    The nodes lie breadth first, children by token, and tokens by their letter. Token 0 stands for
    the start and for the end of a word.

    Args:
        graphones: What each token is.
        tokens: The last token of each node's n-gram; the first node is the root.
        children: How many children each node has.
        scores: The log probability of each node's token after the tokens before it.
        backoffs: What is added to a score where the next shorter context has to do.
    """

    def __init__(
        self,
        graphones: Sequence[Graphone],
        tokens: Integers,
        children: Integers,
        scores: Floats,
        backoffs: Floats,
    ) -> None:
        self.graphones = graphones
        self._tokens, self._scores, self._backoffs = tokens, scores, backoffs
        self._first = 1 + np.concatenate(([0], np.cumsum(children)))
        self._shorter = _shorter_contexts(tokens, self._first, len(graphones))
        self._state_of = _states(children, self._shorter)
        self._tokens_of = _tokens_by_letter(graphones)
        self._row = lru_cache(_REMEMBERED)(self._find_row)

    @property
    def start(self) -> int:
        """The state before a word's first letter."""
        return int(self._state_of[1 + _EDGE])

    def end(self, state: int) -> float:
        """Returns the log probability that the word ends here."""
        return float(self._row(state, _EDGE, _EDGE + 1).scores[0])

    def tokens_of(self, letter: str) -> range:
        """Returns the tokens of a letter."""
        return self._tokens_of.get(letter, range(0))

    def row(self, state: int, letter: str) -> Row:
        """Returns what follows if it is this letter, in the order of its tokens."""
        tokens = self.tokens_of(letter)
        return self._row(state, tokens.start, tokens.stop)

    def _find_row(self, state: int, low: int, high: int) -> Row:
        first, last = self._first[state], self._first[state + 1]
        begin, end = first + np.searchsorted(self._tokens[first:last], (low, high))
        here = slice(int(begin), int(end))
        if state == _ROOT:
            return Row(self._scores[here], self._state_of[here])
        shorter = self._row(int(self._shorter[state]), low, high)
        scores, states = shorter.scores + self._backoffs[state], shorter.states.copy()
        places = self._tokens[here] - low
        scores[places], states[places] = self._scores[here], self._state_of[here]
        return Row(scores, states)

    def save(self, path: Path) -> None:
        """Writes the model, its scores rounded to a sixteenth of a nat."""
        np.savez_compressed(
            path,
            graphones=np.array([" ".join((each.letter, *each.phones)) for each in self.graphones]),
            tokens=self._tokens.astype(np.uint16),
            children=np.diff(self._first).astype(np.uint16),
            scores=_as_bytes(self._scores),
            backoffs=_as_bytes(self._backoffs),
        )

    @classmethod
    def load(cls, path: Path) -> "GraphoneTrie":
        """Reads a model as `save` wrote it."""
        with np.load(path) as arrays:
            words = [str(each).split(" ") for each in arrays["graphones"]]
            return cls(
                [Graphone(letter, tuple(phones)) for letter, *phones in words],
                arrays["tokens"].astype(np.int32),
                arrays["children"].astype(np.int32),
                arrays["scores"].astype(np.float32) * -_STEP,
                arrays["backoffs"].astype(np.float32) * -_STEP,
            )


def _as_bytes(scores: Floats) -> NDArray[np.uint8]:
    return np.clip(np.round(scores / -_STEP), 0, _BYTE).astype(np.uint8)


def _shorter_contexts(tokens: Integers, first: Integers, vocabulary: int) -> Integers:
    """Returns for each node the one without its first token."""
    parents = np.repeat(np.arange(len(tokens)), np.diff(first))
    keys = parents * vocabulary + tokens[1:]
    shorter = np.zeros(len(tokens), np.int32)
    for low, high in pairwise(_levels(first)):
        wanted = shorter[parents[low - 1 : high - 1]].astype(np.int64) * vocabulary
        shorter[low:high] = 1 + np.searchsorted(keys, wanted + tokens[low:high])
    return shorter


def _levels(first: Integers) -> list[int]:
    """Returns where each level of nodes begins, from the second on, and where the last ends."""
    begins = [int(first[1])]
    while begins[-1] < len(first) - 1:
        begins.append(int(first[begins[-1]]))
    return begins


def _states(children: Integers, shorter: Integers) -> Integers:
    """Returns for each node the longest end of its n-gram that something may follow."""
    states = np.arange(len(children), dtype=np.int32)
    while (stuck := (children[states] == 0) & (states != _ROOT)).any():
        states[stuck] = shorter[states[stuck]]
    return states


def _tokens_by_letter(graphones: Sequence[Graphone]) -> dict[str, range]:
    found: dict[str, range] = {}
    for token, graphone in enumerate(graphones):
        begin = found.get(graphone.letter, range(token, token)).start
        found[graphone.letter] = range(begin, token + 1)
    return found


@cache
def english_graphones() -> GraphoneTrie:
    """Returns the model of English; reading it takes some tenths of a second the first time."""
    return GraphoneTrie.load(_FILE)
