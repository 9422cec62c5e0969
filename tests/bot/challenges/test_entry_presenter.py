"""Entries as messages."""

from dataclasses import replace

from bot.challenges.entry_presenter import (
    label_of_entry,
    label_of_work,
    present_entries,
    present_entry,
)
from bot.services.challenges.entry import ShownEntry, WorkOption
from models.base import Kind
from tests.bot.challenges.results_of import CHALLENGE, NOW, ranked

_POEM = ShownEntry("entry1", Kind.POEM, "A *title*", "one\n# two", None, None, 5)


def test_a_text_is_shown_as_it_was_written() -> None:
    message = present_entry(_POEM, "🥇 Place 1")
    assert message.embed.title == r"A \*title\*"
    assert message.embed.description == "🥇 Place 1\nby <@5>\n\none\n\\# two"
    assert message.files == []


def test_a_blind_entry_tells_no_author() -> None:
    assert "<@" not in str(present_entry(replace(_POEM, author_id=None)).embed.description)


def test_a_picture_is_described() -> None:
    shown = ShownEntry("entry1", Kind.IMAGE, "Fox", None, b"png", "x" * 3000, None)
    [file] = present_entry(shown).files
    assert len(str(file.description)) == 1024


def test_labels_are_one_short_line() -> None:
    entry = ranked(1, title="a\n" * 200).entry
    assert len(label_of_entry(entry)) == 100
    option = WorkOption("w", Kind.IMAGE, "x" * 300, 4, NOW)
    assert label_of_work(option, 2).endswith("… (3 of 4)")
    assert len(label_of_work(option, 2)) <= 100
    assert label_of_work(replace(option, title="Fox", pictures=1)) == "🖼️ Fox"


def test_own_entries_are_listed() -> None:
    embed = present_entries(CHALLENGE, [ranked(1, title="@everyone").entry])
    assert embed.description == r"📜 \@everyone"
    assert present_entries(CHALLENGE, []).description == "None yet."
