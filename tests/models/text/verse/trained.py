"""A small model of letters and sounds that tests train."""

from functools import cache

from models.text.verse.graphone_trie import GraphoneTrie
from models.text.verse.pronunciation import PronouncingDictionary, english
from models.training.pronunciation.training import train


@cache
def words_in_st() -> PronouncingDictionary:
    dictionary = english()
    return PronouncingDictionary(
        {
            word: [" ".join(each.phones) for each in dictionary.pronunciations(word)]
            for word in dictionary.beginning_with("st")
            if word != "stillness"
        }
    )


@cache
def trained_on_st() -> GraphoneTrie:
    """Returns a model of the words that begin with "st", but for "stillness"."""
    return train(words_in_st())
