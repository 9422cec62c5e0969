"""Step 2: how often each n-gram of graphones occurs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
EDGE = 0


@dataclass(frozen=True)
class Level:
    """All n-grams of one length, in order of their tokens.

    Attributes:
        parents: The place in the level before of each n-gram's tokens but the last.
        tokens: Its last token.
        counts: How often it occurs.
        shorter: The place in the level before of its tokens but the first.
        opens_words: Whether it begins with the start of a word.
    """

    parents: Integers
    tokens: Integers
    counts: Integers
    shorter: Integers
    opens_words: NDArray[np.bool_]


def count_ngrams(words: Sequence[Sequence[int]], vocabulary: int, order: int) -> list[Level]:
    """Returns the n-grams of each length up to `order`.

    Args:
        words: Each word's tokens; `EDGE` is put at both of its ends.
        vocabulary: How many tokens there are.
        order: The greatest length.
    """
    whole = [[EDGE, *word, EDGE] for word in words]
    tokens = np.concatenate([np.array(word, np.int64) for word in whole])
    places = np.concatenate([np.arange(len(word)) for word in whole])
    all_tokens = np.arange(vocabulary)
    none = np.zeros(vocabulary, np.int64)
    counts = np.bincount(tokens, minlength=vocabulary)
    levels = [Level(none, all_tokens, counts, none, none.astype(bool))]
    # Where the n-gram that ends at each token stands in the last level.
    ending = tokens
    for length in range(2, order + 1):
        level, ending = _next_level(tokens, places, ending, length, vocabulary)
        levels.append(level)
    return levels


def _next_level(
    tokens: Integers, places: Integers, ending: Integers, length: int, vocabulary: int
) -> tuple[Level, Integers]:
    here = np.flatnonzero(places >= length - 1)
    keys = ending[here - 1] * vocabulary + tokens[here]
    ngrams, of_these, counts = np.unique(keys, return_inverse=True, return_counts=True)
    shorter = np.zeros(len(ngrams), np.int64)
    shorter[of_these] = ending[here]
    opens_words = np.zeros(len(ngrams), np.bool_)
    opens_words[of_these] = places[here] == length - 1
    next_ending = np.zeros_like(tokens)
    next_ending[here] = of_these
    level = Level(ngrams // vocabulary, ngrams % vocabulary, counts, shorter, opens_words)
    return level, next_ending
