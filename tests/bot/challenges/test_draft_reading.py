"""What moderators type, read into drafts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.challenges.draft_reading import (
    TypedTexts,
    blank_draft,
    present_refused_texts,
    read_rules,
    read_texts,
    texts_in,
    typed_texts,
)

_NOW = datetime(2026, 12, 1, 18, 0, 30, tzinfo=UTC)
_VIENNA = ZoneInfo("Europe/Vienna")
_TYPED = TypedTexts("A  title ", " A brief\n", "19:30", "in 2 days", "in 4 days")


def test_texts_become_a_draft_on_the_servers_clock() -> None:
    draft = read_texts(_TYPED, None, _NOW, _VIENNA)
    assert (draft.title, draft.brief) == ("A title", "A brief")
    assert draft.opens_at == datetime(2026, 12, 1, 18, 30, tzinfo=UTC)
    assert draft.closes_at == _NOW + timedelta(days=2)


def test_times_that_are_left_as_they_are_keep_their_seconds() -> None:
    base = replace(blank_draft(_NOW), title="t", brief="b")
    again = read_texts(typed_texts(base, _VIENNA), base, _NOW + timedelta(hours=3), _VIENNA)
    assert again == base


def test_what_is_no_form_is_a_colour() -> None:
    base = blank_draft(_NOW)
    draft = read_rules(base, "salt, moon ,", "teal, Haiku, #ff8800", lambda name: name == "Haiku")
    assert draft.required_words == ("salt", "moon")
    assert (draft.form, draft.palette) == ("Haiku", ("teal", "#ff8800"))


def test_what_was_refused_is_read_back() -> None:
    typed = TypedTexts("`t`", "two\nlines", "soon", "", "later")
    assert texts_in(present_refused_texts(typed)) == typed
