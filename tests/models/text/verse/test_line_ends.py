import pytest

from models.text.verse.line_ends import line_end


@pytest.mark.parametrize(
    ("line", "end"),
    [("Rain all the night,", "night"), ("更上一层楼。", "楼"), ("他说 night", "night"), ("…", "")],
)
def test_a_line_ends_on_a_word_or_on_a_character(line: str, end: str) -> None:
    assert line_end(line) == end
