import pytest

from models.text.verse.chinese.characters import han_characters, is_han, last_character


@pytest.mark.parametrize(("text", "expected"), [("春风", True), ("", False), ("春，", False)])
def test_han_is_told_from_the_rest(text: str, *, expected: bool) -> None:
    assert is_han(text) is expected


def test_a_line_is_read_without_its_punctuation() -> None:
    assert han_characters("白日依山尽， ") == "白日依山尽"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("黄河入海流。", "流"),
        ("“更上一层楼！”", "楼"),
        ("月 and moon", ""),
        ("かな", ""),
        ("…", ""),
    ],
)
def test_a_line_ends_on_its_last_character(line: str, expected: str) -> None:
    assert last_character(line) == expected
