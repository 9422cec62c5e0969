"""Words offered while a member types."""

import pytest

from cogs import suggestions
from cogs.suggestions import matching, matching_colours, matching_forms
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form
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
    suggestions.MOODS, tuple(genres()), suggestions.LANGUAGES, suggestions.FREE_STYLES,
    suggestions.STRUCTURES,
])  # fmt: skip
def test_no_word_is_longer_than_discord_allows(words: tuple[str, ...]) -> None:
    assert all(1 <= len(word) <= 100 for word in words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(("typed", "offered"), [
    ("", ["red", "teal", "blue", "dark teal"]),
    ("TE", ["teal", "dark teal"]),
    ("teal", ["teal", "teal, red", "teal, blue", "teal, dark teal"]),
    ("teal, ", ["teal", "teal, red", "teal, blue", "teal, dark teal"]),
    ("teal,b", ["teal, blue"]),
    ("teal, blue", ["teal, blue", "teal, blue, red", "teal, blue, dark teal"]),
    ("teal, blue, red", ["teal, blue, red"]),
    ("teal, blue, red, dark", []),
    ("mud", []),
])  # fmt: skip
def test_colours_are_offered_as_lists_that_go_on(typed: str, offered: list[str]) -> None:
    choices = matching_colours(typed, ["red", "teal", "blue", "dark teal"], 3)
    assert [choice.value for choice in choices] == offered


def test_colours_are_offered_with_swatches() -> None:
    choices = matching_colours("teal,", ["teal", "red", "mud"], 3)
    assert [choice.name for choice in choices] == ["🩵 teal", "🩵🟥 teal, red", "🩵 teal, mud"]


def test_lists_of_colours_keep_to_discords_limits() -> None:
    many = [f"colour {number}" for number in range(40)]
    assert len(matching_colours("", many, 3)) == 25
    long = ", ".join(many[:9])
    assert len(long) > 80
    assert all(len(choice.name) <= 100 for choice in matching_colours(f"{long},", many, 10))


def _forms(typed: str) -> list[str]:
    return [choice.value for choice in matching_forms(typed, catalogue().values())]


@pytest.mark.parametrize(("typed", "offered"), [
    ("HAIK", ["haiku", "senryu"]),
    ("sonnet", ["Shakespearean sonnet", "Petrarchan sonnet"]),
    (" common  m", ["common metre"]),
    ("shape", ["diamond", "hourglass"]),
    ("ode", []),
])  # fmt: skip
def test_forms_are_found_by_their_beginning_their_name_and_their_summary(
    typed: str, offered: list[str]
) -> None:
    assert _forms(typed) == offered


def test_all_forms_are_offered_before_anything_is_typed() -> None:
    assert _forms("") == list(catalogue())


def test_a_form_is_offered_with_its_summary() -> None:
    [choice] = matching_forms("hourglass", catalogue().values())

    assert choice.name == "hourglass: A shape poem that narrows to one word and widens again."


def test_forms_keep_to_discords_limits() -> None:
    forms = [Form(f"{'n' * 38}{number}", "poem", "s" * 80, "") for number in range(10, 40)]
    choices = matching_forms("", forms)

    assert len(choices) == 25
    assert {len(choice.name) for choice in choices} == {100}
    assert all(choice.name.endswith("s…") for choice in choices)
