from models.text.verse.chinese.characters import is_han
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
    assert {scanning.group(each) for each in found} == {scanning.group("天")}
    assert loaded.han_tokens.rhymes("") == frozenset()


def test_lines_are_over_with_marks_and_line_breaks(loaded: LoadedModel) -> None:
    closing = [loaded.tokenizer.decode([token]) for token in loaded.han_tokens.closing]
    assert {"，", "。", "\n"} <= set(closing)


def test_a_model_with_few_characters_writes_no_chinese(loaded: LoadedModel) -> None:
    assert not loaded.han_tokens.are_many
