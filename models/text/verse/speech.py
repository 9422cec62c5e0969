"""What a model needs to know of sounds to write verse."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache

from transformers import PreTrainedTokenizerBase

from models.text.verse.metre import Scansion, weights
from models.text.verse.pronunciation import english, spoken_words
from models.text.verse.rhyming_words import RhymingWords
from models.text.verse.unknown_words import sounds_of

_MARKS = ",.;!?"
_REMEMBERED = 100_000


class Speech:
    """The sounds of English in one model's tokens.

    Attributes:
        dictionary: How words sound.
        rhyming: The words that lines can rhyme on.
        marks: The token of each mark that a line may end on.
        after: Where a line stands with a word more.
        after_any: The same for a word that the dictionary may lack.
        goes_on: Whether a word that begins with these letters fits and leaves so many syllables.
        completing: The words that begin with these letters and complete the line.
    """

    def __init__(self, tokenizer: PreTrainedTokenizerBase) -> None:
        self.dictionary = english()
        self.rhyming = RhymingWords(self.dictionary, tokenizer)
        self.marks = {
            mark: ids[0]
            for mark in _MARKS
            if len(ids := tokenizer.encode(mark, add_special_tokens=False)) == 1
        }
        remembered = lru_cache(_REMEMBERED)
        # Thousands of words have a few dozen ways to be stressed between them.
        self._ways = remembered(self._find_ways)
        self._by_ways = remembered(self._sort_by_ways)
        self.after: Callable[[Scansion, str], Scansion] = remembered(self._after)
        self.after_any: Callable[[Scansion, str], Scansion] = remembered(self._after_any)
        self.goes_on: Callable[[Scansion, str, int], bool] = remembered(self._goes_on)
        self.completing: Callable[[Scansion, str], list[str]] = remembered(self._completing)

    def scan(
        self, words: str, start: Scansion, after: Callable[[Scansion, str], Scansion] | None = None
    ) -> tuple[Scansion, str]:
        """Returns where a line stands after its whole words, and its last word.

        The last word may be unfinished; it is empty where the line ends on something else.
        """
        after = after or self.after
        spoken = spoken_words(words)
        last = spoken.pop() if spoken and words[-1:].isalpha() else ""
        scansion = start
        for word in spoken:
            scansion = after(scansion, word)
        return scansion, last

    def _after(self, scansion: Scansion, word: str) -> Scansion:
        return scansion.after(self._ways(word))

    def _after_any(self, scansion: Scansion, word: str) -> Scansion:
        return scansion.after(weights(word, sounds_of(word)))

    def _goes_on(self, scansion: Scansion, letters: str, room: int) -> bool:
        return any(scansion.after(ways).left >= room for ways in self._by_ways(letters))

    def _completing(self, scansion: Scansion, letters: str) -> list[str]:
        found = self._by_ways(letters).items()
        return [word for ways, words in found if scansion.after(ways).is_complete for word in words]

    def _find_ways(self, word: str) -> frozenset[str]:
        return weights(word, self.dictionary.pronunciations(word))

    def _sort_by_ways(self, letters: str) -> Mapping[frozenset[str], list[str]]:
        sorted_words: defaultdict[frozenset[str], list[str]] = defaultdict(list)
        for word in self.dictionary.beginning_with(letters):
            sorted_words[self._ways(word)].append(word)
        return sorted_words
