"""Which of a tokenizer's tokens may stand in a line of verse."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerBase

_PUNCTUATION = " '’,.;!?-–—،؟؛。、，！？；·ʼ"
_NOT_VERSE = re.compile(r"\.\.|[A-Z]{2}")
_UNFINISHED = "\N{REPLACEMENT CHARACTER}"
_LONG = 4
TURNING_WORDS = frozenset({"But", "Yet", "Still", "Though", "Now", "So", "Then"})
SPACES = ("Ġ", "▁")
"""What stands for a space in the names of tokens: of byte-level BPE and of SentencePiece."""
_LAST_LATIN = "\u024f"
_CATEGORIES_IN_WORDS = frozenset("LM")


Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Vocabulary:
    """Masks over a tokenizer's vocabulary, each as long as the model's logits.

    Attributes:
        line_breaks: Tokens that end a line, the end of the text included.
        barred: Tokens with digits, markup, quotes, colons or roles: never verse.
        long: Tokens of four letters and more: seldom function words.
        begins_word: Tokens that begin with a space.
        texts: What each token stands for.
    """

    line_breaks: Mask
    barred: Mask
    long: Mask
    begins_word: Mask
    texts: Sequence[str]

    @cached_property
    def line_break_tokens(self) -> NDArray[np.intp]:
        """The tokens that end a line."""
        return np.flatnonzero(self.line_breaks)

    @cached_property
    def barred_or_break(self) -> Mask:
        """What can't stand where a line has to go on."""
        return self.barred | self.line_breaks

    def barred_unless(self, initial: str) -> Mask:
        """What can't begin a line whose first letter has to be this one."""
        if initial not in self._by_initial:
            starts = [text.lstrip()[:1].casefold() == initial for text in self.texts]
            starts += [False] * (len(self.barred) - len(starts))
            self._by_initial[initial] = self.barred_or_break | ~np.array(starts)
        return self._by_initial[initial]

    @cached_property
    def barred_inside(self) -> Mask:
        """What can't begin the second part of a line."""
        return self.barred_or_break | ~self.begins_word

    @cached_property
    def turning_tokens(self) -> Sequence[int]:
        """The tokens of words that a line begins with where a poem changes its mind."""
        return [token for token, text in enumerate(self.texts) if text in TURNING_WORDS]

    def word_begun(self, token: int) -> str:
        """Returns the letters of a token that begins a word, in lower case; else nothing."""
        text = self.texts[token].strip() if self.begins_word[token] else ""
        return text.casefold() if text.isascii() and text.isalpha() else ""

    @cached_property
    def _by_initial(self) -> dict[str, Mask]:
        return {}


def read_vocabulary(
    tokenizer: PreTrainedTokenizerBase, size: int, *, latin_only: bool
) -> Vocabulary:
    """Sorts a tokenizer's tokens.

    Args:
        tokenizer: Whose tokens to sort.
        size: Of the model's logits; those beyond the tokenizer's tokens are barred.
        latin_only: Whether to bar other scripts, for a model that can't write in them.
    """
    special = set(tokenizer.all_special_ids)
    texts = tokenizer.batch_decode([[token] for token in range(min(len(tokenizer), size))])
    line_breaks = np.zeros(size, np.bool_)
    barred = np.ones(size, np.bool_)
    long = np.zeros(size, np.bool_)
    begins_word = np.zeros(size, np.bool_)
    names = tokenizer.convert_ids_to_tokens(list(range(len(texts))))
    begins_word[: len(texts)] = [name.startswith(SPACES) for name in names]
    for token, text in enumerate(texts):
        is_break = token == tokenizer.eos_token_id or _is_line_break(text)
        line_breaks[token] = is_break
        foreign = latin_only and max(text.strip(_PUNCTUATION), default="") > _LAST_LATIN
        barred[token] = not is_break and (token in special or foreign or not is_verse(text))
        long[token] = len(text.strip()) >= _LONG
    return Vocabulary(line_breaks, barred, long, begins_word, texts)


def _is_line_break(text: str) -> bool:
    before, newline, after = text.partition("\n")
    return bool(newline) and is_verse(before.replace("\r", "")) and not after.strip()


def is_verse(text: str) -> bool:
    """Returns whether a text, maybe cut within a character, has only letters and punctuation."""
    return not _NOT_VERSE.search(text) and all(_may_stand_in_verse(character) for character in text)


@cache
def _may_stand_in_verse(character: str) -> bool:
    return (
        character in _PUNCTUATION
        or character == _UNFINISHED
        or unicodedata.category(character)[0] in _CATEGORIES_IN_WORDS
    )
