"""Which tokens of a model go into Chinese verse, and where."""

from typing import cast

import numpy as np
import pytest
from transformers import PreTrainedTokenizerBase

from models.text.verse.chinese.characters import is_han
from models.text.verse.chinese.han_tokens import HanTokens
from models.text.vocabulary import Vocabulary
from models.text.weights import LoadedModel
from tests.models.text.verse.chinese import scanning
from tests.models.text.verse.chinese.vocabulary import CHARACTERS, WORDS


def texts(loaded: LoadedModel, *patterns: str, ends: str = "") -> set[str]:
    tokens = loaded.han_tokens
    mask = tokens.fitting(patterns, lambda character: character in ends)
    return {tokens.texts[token] for token in map(int, mask.nonzero()[0])}


def test_tokens_are_whole_characters_and_words_of_them(loaded: LoadedModel) -> None:
    found = set(loaded.han_tokens.texts.values())
    assert found >= {*CHARACTERS, *WORDS.split()}
    assert all(map(is_han, found))


def test_parts_of_characters_are_no_tokens_for_verse(loaded: LoadedModel) -> None:
    first_byte = loaded.tokenizer.get_vocab()["æ"]
    assert loaded.tokenizer.decode([first_byte]) == "\N{REPLACEMENT CHARACTER}"
    assert first_byte not in loaded.han_tokens.texts


def test_only_what_fits_a_pattern_may_come_next(loaded: LoadedModel) -> None:
    found = texts(loaded, "平仄中")
    assert {"天", "明月", "流水", "千里"} <= found
    assert found.isdisjoint({"月", "夜雨", "春风", "长", "长江"})
    assert {"月", "夜雨"} <= texts(loaded, "平仄中", "仄仄中")


def test_a_line_ends_only_where_it_may(loaded: LoadedModel) -> None:
    assert texts(loaded, "平", ends="天月") == {"天"}
    assert texts(loaded, "平平", ends="人") & {"春", "春风", "无人"} == {"春", "无人"}


def test_rhymes_are_level_and_of_the_group(loaded: LoadedModel) -> None:
    found = loaded.han_tokens.rhymes("寒")
    assert {"天", "山", "船", "年"} <= found
    assert found.isdisjoint("看远人长")
    # Neutral, as they are usually read: zhe, shang.
    assert loaded.han_tokens.rhymes("波").isdisjoint("着")
    assert loaded.han_tokens.rhymes("唐").isdisjoint("裳")
    assert {scanning.group(each) for each in found} == {scanning.group("天")}
    assert loaded.han_tokens.rhymes("") == frozenset()


def test_lines_are_over_with_marks_and_line_breaks(loaded: LoadedModel) -> None:
    closing = [loaded.tokenizer.decode([token]) for token in loaded.han_tokens.closing]
    assert {"，", "。", "\n"} <= set(closing)


class Script:
    """A tokenizer of so many characters."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __len__(self) -> int:
        return self._size

    def batch_decode(self, tokens: list[list[int]]) -> list[str]:
        return [chr(0x4E00 + token) for (token,) in tokens]


@pytest.mark.parametrize(("size", "are_many"), [(900, False), (1100, True)])
def test_poems_take_a_thousand_characters(size: int, *, are_many: bool) -> None:
    none = np.zeros(size, np.bool_)
    tokenizer = cast(PreTrainedTokenizerBase, Script(size))
    assert HanTokens(tokenizer, Vocabulary(none, none, none, none, [])).are_many is are_many
