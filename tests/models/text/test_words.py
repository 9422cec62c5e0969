import pytest

from models.text.words import avoidance, content_words, count_words, dangles


def finds(phrase: str, line: str) -> bool:
    pattern = avoidance([phrase])
    assert pattern is not None
    return pattern.search(line) is not None


@pytest.mark.parametrize(
    ("phrase", "line"),
    [
        ("death", "no deathly hush"),
        ("flowers", "a flower opens"),
        ("memories", "one memory stays"),
        ("love", "her loving hand"),
        ("the dark", "in dark rooms"),
        ("broken hearts", "a broken heart mends"),
        ("war", "the wars are done"),
        ("Death", "death comes"),
        ("死", "生と死の間"),
    ],
)
def test_avoided_words_are_found_with_their_inflections(phrase: str, line: str) -> None:
    assert finds(phrase, line)


@pytest.mark.parametrize(
    ("phrase", "line"),
    [("war", "a warm wind"), ("fire", "the first snow"), ("broken hearts", "a broken cup")],
)
def test_words_that_only_look_alike_are_left_alone(phrase: str, line: str) -> None:
    assert not finds(phrase, line)


def test_nothing_to_avoid_is_no_pattern() -> None:
    assert avoidance(["", "🔥"]) is None


def test_words_are_counted_in_scripts_without_spaces_too() -> None:
    assert count_words("rain on tin roofs") == 4
    assert count_words("古池や蛙飛び込む") == 4


def test_content_words_are_stems_without_function_words() -> None:
    assert content_words("The lanterns are burning") == {"lantern", "burn"}


def test_a_line_that_wants_another_word_dangles() -> None:
    assert dangles("I walk into the")
    assert not dangles("I walk into the rain")
