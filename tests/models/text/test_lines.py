from collections.abc import Sequence

import pytest

from models.text.lines import Candidate, Wishes, best_line, clean_line, opens_like
from models.text.words import avoidance


def best(*lines: str, earlier: tuple[str, ...] = (), wishes: Wishes | None = None) -> str | None:
    candidates = [Candidate(line, -1.0) for line in lines]
    chosen = best_line(candidates, earlier, wishes or Wishes())
    return chosen.text if chosen else None


@pytest.mark.parametrize(
    "line",
    [
        "Here is a poem about rain",
        " Sure, I can",
        "Title",
        "This poem speaks of rain",
        "As an AI",
        "A haiku of rain",
        "Write of the sea",
    ],
)
def test_talk_about_the_poem_is_forbidden(line: str) -> None:
    assert Wishes().forbid(line)


def test_verse_is_not_forbidden() -> None:
    assert not Wishes(avoided=avoidance(["death"])).forbid("Here the river sleeps")


def test_avoided_words_are_forbidden_in_any_case() -> None:
    assert Wishes(avoided=avoidance(["death"])).forbid("Death waits")


def test_lines_are_cleaned() -> None:
    assert clean_line("  - the  rain falls; ") == "The rain falls"
    assert clean_line("the rain\N{REPLACEMENT CHARACTER}") == "The rain"


def test_an_earlier_line_is_never_said_again() -> None:
    assert best("The rain falls!", earlier=("The rain falls",)) is None
    assert best("", "...") is None


def test_fresh_words_beat_repeated_ones() -> None:
    earlier = ("The river runs to sea",)
    assert best("The river and sea", "The gulls wheel home", earlier=earlier) == (
        "The gulls wheel home"
    )


def test_a_loved_image_wins_until_it_was_used() -> None:
    wishes = Wishes(loved=frozenset({"lantern"}))
    lines = ("A lantern swings", "A candle burns")
    assert best(*lines, wishes=wishes) == "A lantern swings"
    assert best(*lines, earlier=("Lanterns glow",), wishes=wishes) == "A candle burns"


def test_a_line_does_not_end_on_a_word_that_wants_another() -> None:
    assert best("I walk into the", "I walk into rain") == "I walk into rain"
    abrupt, natural = Candidate("Birds sing of", -1, -6), Candidate("Birds sing loud", -1, -1)
    assert best_line([abrupt, natural], [], Wishes()) is natural


def test_a_line_that_begins_with_the_letters_of_another_opens_like_it() -> None:
    earlier = ["A delicious bread", "Bear it in hand"]
    assert opens_like("bear", earlier)
    assert opens_like("\u201cBear with me", earlier)
    assert opens_like("a delicate hour", earlier)
    assert not opens_like("Be", earlier)
    assert not opens_like("A warm smile", earlier)
    assert not opens_like("", earlier)


def test_lines_without_spaces_are_compared_by_letters_too() -> None:
    assert opens_like("床前明月光", ["床前明月光"])
    assert not opens_like("床前", ["床前明月光"])


def test_chance_decides_on_the_first_line_alone() -> None:
    likely = Candidate("Rain falls on every roof", -1.0, luck=0.0)
    lucky = Candidate("Gulls cry over a sea", -1.3, luck=3.0)
    assert best_line([likely, lucky], [], Wishes()) is lucky
    assert best_line([likely, lucky], ["An earlier line"], Wishes()) is likely


def test_saying_the_theme_over_again_is_no_nearer_than_near() -> None:
    class Theme:
        def nearness(self, lines: Sequence[str]) -> list[float]:
            return [1.0 if line == "A fox in the snow" else 0.75 for line in lines]

    same, other = Candidate("A fox in the snow", -1.1), Candidate("Red fur on white hills", -1.0)
    assert best_line([same, other], [], Wishes(), Theme()) is other
