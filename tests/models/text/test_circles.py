import pytest

from models.text.circles import NO_CIRCLES, Circles, repeats_phrase

_SEA = ("The sea is a story", "A story of the sea")


def test_three_words_in_a_row_are_said_once() -> None:
    assert repeats_phrase("And the sleepy wizard sings", ["The sleepy wizard snores"])
    assert repeats_phrase("love, love, love", [])
    assert not repeats_phrase("the sleepy cat", ["The sleepy wizard snores"])


@pytest.mark.parametrize(
    ("line", "is_circle"),
    [
        ("And the sea is", True),
        ("I hear the sea", True),
        ("I hear the gulls", False),
        ("A dream of gulls, her dream", False),
        ("A dream of dream of", True),
        ("No gull, no wave, no", True),
        ("Of the wind, of the", False),
        ("", False),
    ],
)
def test_lines_that_say_again_what_was_said_are_found(line: str, is_circle: bool) -> None:
    assert Circles.after(_SEA).are_closed_by(line) is is_circle


def test_what_has_to_come_up_may_whatever_came_before() -> None:
    assert Circles.after(_SEA).worn == {"sea", "stor"}
    spared = Circles.after(_SEA, spared="sea")
    assert not spared.are_closed_by("I hear a sea")
    assert spared.are_closed_by("I tell a story")


def test_words_that_came_up_long_ago_are_fresh_again() -> None:
    since = [f"Gull number {number}" for number in ("one", "two", "three", "four")]
    assert Circles.after([*_SEA, *since]).are_closed_by("I hear a sea")
    assert not Circles.after([*_SEA, *since, *since]).are_closed_by("I hear a sea")


def test_without_lines_only_the_line_itself_can_go_round() -> None:
    assert not NO_CIRCLES.are_closed_by("The sea is a story")
    assert NO_CIRCLES.are_closed_by("My love, my love, my")
