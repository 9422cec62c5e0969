import pytest

from tests.evaluations.verse.answers import label_of, lyrics_in, verse_in


@pytest.mark.parametrize(
    "answer",
    [
        "The sea\nthe shore",
        "  The sea  \n the shore\n\n",
        '"The sea"\n"the shore"',
        "**Title: The Coast**\n\nThe sea\nthe shore",
        "The Coast\n\nThe sea\nthe shore",
        "## The Coast\n\n> The sea\n> the shore",
        "Here is a poem about the coast:\n\nThe sea\nthe shore",
        "Sure! I can do that.\nHere's one:\nThe sea\nthe shore",
        "1. The sea\n2. the shore",
        "Line 1: The sea\nLine 2: the shore",
        "Stanza 1:\nThe sea\nthe shore",
        "The sea\nthe shore\n\nThis poem is about the coast.\n\nI hope that you like it.",
        "The sea\nthe shore\n\n(5-7-5)",
        "The sea\nthe shore\n\nNote: it has two lines.",
    ],
)
def test_only_the_verse_counts(answer: str) -> None:
    assert verse_in(answer) == "The sea\nthe shore"


def test_stanzas_stay_apart_and_short_lines_are_no_titles() -> None:
    assert verse_in("The sea\nthe shore\n\n\nthe sand\nthe rain") == (
        "The sea\nthe shore\n\nthe sand\nthe rain"
    )
    assert verse_in("The sea\n\nthe shore\n\nthe sand") == "The sea\n\nthe shore\n\nthe sand"


def test_a_label_may_stand_before_its_line() -> None:
    answer = "Verse 1: The sea\nthe shore\nChorus: the sand"
    assert lyrics_in(answer) == "Verse 1:\nThe sea\nthe shore\nChorus:\nthe sand"
    assert verse_in(answer) == "The sea\nthe shore\nthe sand"


def test_an_answer_that_is_all_talk_has_no_verse() -> None:
    assert verse_in("Here is a poem:") == ""
    assert verse_in("") == ""


def test_the_labels_of_a_song_stay() -> None:
    answer = "Here is a song:\n\n**[Verse 1]**\nThe sea\n\nChorus:\nthe shore\n\nNote: it is sad."
    assert lyrics_in(answer) == "[Verse 1]\nThe sea\n\nChorus:\nthe shore"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("[Verse 1]", "verse"),
        ("(Chorus)", "chorus"),
        ("PRE-CHORUS:", "pre-chorus"),
        ("Verse two", "verse"),
        ("a chorus of frogs", None),
        ("verse upon verse", None),
    ],
)
def test_labels(line: str, label: str | None) -> None:
    assert label_of(line) == label
