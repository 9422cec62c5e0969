"""The likeliest sounds of letters, by a model of graphones.

After Bisani and Ney 2008, "Joint-sequence models for grapheme-to-phoneme conversion".
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from models.text.verse.graphone_trie import Graphone, GraphoneTrie
from models.text.verse.word_parts import Phones

_IMPOSSIBLE = -math.inf
_MOST_PHONES = 2
# Ways to read a word that are kept at each letter: so many, and no unlikelier than this, in nats.
_BEAM = 32
# Alignments that are kept: more than words have, but for endless ones.
_ALIGNMENTS = 64
_MARGIN = 9.0


@dataclass(frozen=True)
class _Reading:
    """A way to read a word up to some letter."""

    score: float
    state: int
    has_primary: bool
    token: int = -1
    before: "_Reading | None" = None


class LettersToSounds:
    """Reads words letter by letter.

    Args:
        trie: Which graphones follow which.
    """

    def __init__(self, trie: GraphoneTrie) -> None:
        self._trie = trie
        self._is_primary = np.array(
            [any(phone[-1] == "1" for phone in each.phones) for each in trie.graphones]
        )
        self._token_of = {graphone: token for token, graphone in enumerate(trie.graphones)}

    def read(self, letters: str) -> Phones:
        """Returns the likeliest phones with one primary stress; none if no phones are likely."""
        readings = [_Reading(0.0, self._trie.start, has_primary=False)]
        for letter in letters:
            readings = self._after(readings, letter)
        whole = [each for each in readings if each.has_primary]
        best = max(whole, key=lambda each: each.score + self._trie.end(each.state), default=None)
        return self._phones(best)

    def _after(self, readings: Iterable[_Reading], letter: str) -> list[_Reading]:
        """Returns the best readings with a letter more, one for each state; the best come first."""
        found: dict[tuple[int, bool], _Reading] = {}
        tokens = self._trie.tokens_of(letter)
        is_primary = self._is_primary[tokens.start : tokens.stop]
        floor = _IMPOSSIBLE
        for reading in readings:
            row = self._trie.row(reading.state, letter)
            scores = row.scores + reading.score
            if reading.has_primary:
                scores = np.where(is_primary, _IMPOSSIBLE, scores)
            floor = max(floor, float(scores.max(initial=_IMPOSSIBLE)) - _MARGIN)
            for place in np.flatnonzero(scores > floor):
                key = int(row.states[place]), reading.has_primary or bool(is_primary[place])
                score = float(scores[place])
                if key not in found or found[key].score < score:
                    found[key] = _Reading(score, *key, tokens[place], reading)
        return sorted(found.values(), key=lambda each: -each.score)[:_BEAM]

    def _phones(self, reading: _Reading | None) -> Phones:
        phones: Phones = ()
        while reading is not None and reading.before is not None:
            phones = self._trie.graphones[reading.token].phones + phones
            reading = reading.before
        return phones

    def score(self, letters: str, phones: Sequence[str]) -> float:
        """Returns the log probability, in nats, of letters that sound so, aligned the best way."""
        wanted = tuple(phones)
        found = {(self._trie.start, 0): 0.0}
        for letter in letters:
            found = self._matching(found, letter, wanted)
        ends = (
            score + self._trie.end(state)
            for (state, done), score in found.items()
            if done == len(wanted)
        )
        return max(ends, default=_IMPOSSIBLE)

    def _matching(
        self, found: dict[tuple[int, int], float], letter: str, phones: Phones
    ) -> dict[tuple[int, int], float]:
        """Returns scores by state and number of phones after a letter more."""
        after: dict[tuple[int, int], float] = {}
        first = self._trie.tokens_of(letter).start
        for (state, done), score in found.items():
            for end in range(done, min(done + _MOST_PHONES, len(phones)) + 1):
                token = self._token_of.get(Graphone(letter, phones[done:end]))
                if token is None:
                    continue
                row = self._trie.row(state, letter)
                key = int(row.states[token - first]), end
                better = score + float(row.scores[token - first])
                after[key] = max(better, after.get(key, _IMPOSSIBLE))
        return dict(sorted(after.items(), key=lambda each: -each[1])[:_ALIGNMENTS])
