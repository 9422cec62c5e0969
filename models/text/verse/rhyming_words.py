"""The words that a model can rhyme with, by how they end."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

from models.text.verse.pronunciation import PronouncingDictionary, Pronunciation
from models.text.verse.rhyme import Rhyme, RhymeKey, rhyme_between, rhyme_key
from models.text.verse.unknown_words import sounds_of
from models.text.vocabulary import SPACES
from models.text.words import dangles

_SHORTEST = 2
_FEWEST_WORDS = 1000


@dataclass(frozen=True)
class RhymingWord:
    """A word that can end a line.

    Attributes:
        token: The one token that it is, after a space.
        sound: How it is pronounced.
    """

    word: str
    token: int
    sound: Pronunciation


class RhymingWords:
    """All words that are a token of their own, which are the common ones, and rhyme one way.

    Words such as "wind" or "tears", which readers may rhyme otherwise, are left out.
    """

    def __init__(
        self, dictionary: PronouncingDictionary, tokenizer: PreTrainedTokenizerBase
    ) -> None:
        self._families = _families(dictionary, tokenizer)
        self._by_word = {each.word: each for words in self._families.values() for each in words}

    @property
    def are_many(self) -> bool:
        """Whether they are enough for poems; not if the model's tokens are no words."""
        return len(self._by_word) >= _FEWEST_WORDS

    def get(self, word: str) -> RhymingWord | None:
        """Returns the word, if it can end a rhyming line."""
        return self._by_word.get(word)

    def rhymes_of(self, words: Sequence[str]) -> list[RhymingWord]:
        """Returns all perfect rhymes of words that rhyme with each other."""
        sounds = [sound for word in words for sound in self._sounds_of(word)[:1]]
        if not sounds:
            return []
        return [
            each
            for each in self._families.get(rhyme_key(sounds[0]), ())
            if all(rhyme_between(each.sound, other) is Rhyme.PERFECT for other in sounds)
        ]

    def _sounds_of(self, word: str) -> Sequence[Pronunciation]:
        """Returns how a word at a line's end sounds, a member's own included."""
        known = self.get(word)
        return (known.sound,) if known else sounds_of(word)


def _families(
    dictionary: PronouncingDictionary, tokenizer: PreTrainedTokenizerBase
) -> Mapping[RhymeKey, list[RhymingWord]]:
    names = tokenizer.convert_ids_to_tokens(list(range(len(tokenizer))))
    families: defaultdict[RhymeKey, list[RhymingWord]] = defaultdict(list)
    for token, name in enumerate(names):
        word = name[1:]
        if name[:1] not in SPACES or len(word) < _SHORTEST or dangles(word):
            continue
        sounds = dictionary.pronunciations(word)
        if len({rhyme_key(sound) for sound in sounds}) == 1:
            families[rhyme_key(sounds[0])].append(RhymingWord(word, token, sounds[0]))
    return families
