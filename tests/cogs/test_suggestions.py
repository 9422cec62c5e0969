"""Words offered while a member types."""

import pytest

from cogs import suggestions
from cogs.suggestions import matching
from models.text.songs.genres import genres


def _values(typed: str, words: list[str]) -> list[str]:
    return [choice.value for choice in matching(typed, words)]


def test_words_that_begin_with_what_was_typed_come_first() -> None:
    assert _values("ro", ["country rock", "rock", "folk"]) == ["rock", "country rock"]


@pytest.mark.parametrize("typed", ["ROCK", " rock "])
def test_case_and_blanks_do_not_matter(typed: str) -> None:
    assert _values(typed, ["rock", "folk"]) == ["rock"]


def test_discord_takes_twenty_five_at_most() -> None:
    assert len(matching("", [f"word {number}" for number in range(40)])) == 25


@pytest.mark.parametrize("words", [
    suggestions.MOODS, tuple(genres()), suggestions.LANGUAGES, suggestions.PALETTES,
    suggestions.FREE_STYLES, suggestions.STRUCTURES,
])  # fmt: skip
def test_no_word_is_longer_than_discord_allows(words: tuple[str, ...]) -> None:
    assert all(1 <= len(word) <= 100 for word in words)
    assert len(set(words)) == len(words)
