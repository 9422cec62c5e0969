"""The tokens of a model that regulated verse is made of."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerBase

from models.text.verse.chinese.characters import is_han
from models.text.verse.chinese.pronunciation import LEVEL, readings
from models.text.verse.chinese.tones import certain_tones, fits
from models.text.vocabulary import Mask, Vocabulary

_MARKS = tuple("，。、；！？")
_FEWEST_CHARACTERS = 1000


class HanTokens:
    """All tokens that are Han characters which can be read, one or several.

    Those that are only part of a character's bytes are not among them.

    Attributes:
        texts: What each stands for.
        closing: The tokens that a line is over with: marks and line breaks.
    """

    def __init__(self, tokenizer: PreTrainedTokenizerBase, vocabulary: Vocabulary) -> None:
        self._size = len(vocabulary.barred)
        tokens = range(min(len(tokenizer), self._size))
        texts = list(map(str, tokenizer.batch_decode([[token] for token in tokens])))
        self.texts = {
            token: text
            for token, text in enumerate(texts)
            if not vocabulary.barred[token] and is_han(text) and all(map(readings, text))
        }
        marks = [token for token, text in enumerate(texts) if text.startswith(_MARKS)]
        self.closing: NDArray[np.intp] = np.union1d(vocabulary.line_break_tokens, marks)
        self._by_tones = _by_tones(self.texts)
        self._rhymes = _rhymes(self.texts.values())

    @property
    def are_many(self) -> bool:
        """Whether they are enough for poems; not if the model writes no Chinese."""
        singles = sum(len(text) == 1 for text in self.texts.values())
        return singles >= _FEWEST_CHARACTERS

    def rhymes(self, group: str) -> frozenset[str]:
        """Returns the characters of a group that lines can rhyme on: usually of a level tone."""
        return self._rhymes.get(group, frozenset())

    def fitting(self, patterns: Iterable[str], may_end: Callable[[str], bool]) -> Mask:
        """Returns which tokens fit at the start of one of these patterns, (vocabulary).

        Args:
            patterns: What is left of a line, all of one length.
            may_end: Whether the line may end on a character.
        """
        mask = np.zeros(self._size, np.bool_)
        left = list(patterns)
        for tones, tokens in self._by_tones.items():
            if any(fits(tones, pattern) for pattern in left):
                is_end = len(tones) == len(left[0])
                mask[[each for each in tokens if not is_end or may_end(self.texts[each][-1])]] = (
                    True
                )
        return mask


def _by_tones(texts: dict[int, str]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for token, text in texts.items():
        found[certain_tones(text)].append(token)
    return found


def _rhymes(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for character in {text for text in texts if len(text) == 1}:
        usual = readings(character)[0]
        if usual.level == LEVEL:
            found[usual.rhyme_group].add(character)
    found.pop("", None)
    return {group: frozenset(characters) for group, characters in found.items()}
