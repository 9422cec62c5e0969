"""The whole training: from the dictionary's words to a model."""

from collections import Counter
from collections.abc import Sequence

from models.text.verse.graphone_trie import Graphone, GraphoneTrie
from models.text.verse.pronunciation import PronouncingDictionary
from models.training.pronunciation.alignment import align, learn_chances
from models.training.pronunciation.counting import count_ngrams
from models.training.pronunciation.smoothing import smoothed_trie

_ORDER = 6
# Alignment is learned from each so-manieth word: of all of them it comes out the same.
_ALIGNED_FIRST = 8
# Rarer graphones are slips of the dictionary; their words are left out.
_FEWEST = 4
_EDGE = Graphone("", ())


def train(dictionary: PronouncingDictionary, fewest: int = _FEWEST) -> GraphoneTrie:
    """Returns a model of a dictionary's words, as they are usually pronounced.

    Args:
        dictionary: The words; those with an apostrophe are left out.
        fewest: How often a graphone must occur.
    """
    words = [
        (word, dictionary.pronunciations(word)[0].phones)
        for word in dictionary.words
        if "'" not in word
    ]
    chances = learn_chances(words[::_ALIGNED_FIRST])
    aligned = [align(word, phones, chances) for word, phones in words]
    graphones = [_EDGE, *_frequent(aligned, fewest)]
    token_of = {graphone: token for token, graphone in enumerate(graphones)}
    tokens = [
        [token_of[each] for each in word] for word in aligned if word and token_of.keys() >= {*word}
    ]
    return smoothed_trie(count_ngrams(tokens, len(graphones), _ORDER), graphones)


def _frequent(aligned: Sequence[Sequence[Graphone]], fewest: int) -> list[Graphone]:
    counts = Counter(graphone for word in aligned for graphone in word)
    return sorted(graphone for graphone, count in counts.items() if count >= fewest)
