from dataclasses import asdict

import pytest

from tests.evaluations.verse.checks import Tally
from tests.evaluations.verse.songs import judge_song

_CHORUS = "The sea, the sea\nthe shore"
_SONG = f"""[Verse 1]
I walked along the bay
and counted every stone

[Chorus]
{_CHORUS}

[Verse 2]
I wandered home again to you
the morning was my own

[Chorus]
{_CHORUS}"""


def test_a_song_as_it_should_be() -> None:
    verdict = judge_song(_SONG)
    assert verdict.labels == Tally(1, 1)
    assert verdict.choruses == Tally(1, 1)
    # Of 6 and 8 syllables, and of 6 and 6.
    assert verdict.verses == Tally(1, 2)
    assert verdict.clean == Tally(1, 1)


def test_one_syllable_more_is_near_enough() -> None:
    assert judge_song(_SONG.replace("again to you", "to you")).verses == Tally(2, 2)
    assert judge_song(_SONG.replace("again to you", "flumbrish")).verses == Tally(1, 2)


def test_a_verse_with_more_lines_has_wrong_ones() -> None:
    longer = _SONG.replace("the morning was my own", "the morning was my own\nmy own")
    assert judge_song(longer).verses == Tally(1, 3)


def test_a_chorus_that_changes_is_wrong() -> None:
    head, tail = _SONG.rsplit("the shore", 1)
    assert judge_song(f"{head}The Shore!{tail}").choruses == Tally(1, 1)
    assert judge_song(f"{head}a boat{tail}").choruses == Tally(0, 1)


@pytest.mark.parametrize("missing", ["[Verse 1]\n", "[Verse 2]\n", f"\n\n[Chorus]\n{_CHORUS}"])
def test_sections_that_are_missing_are_wrong(missing: str) -> None:
    assert judge_song(_SONG.replace(missing, "", 1)).labels == Tally(0, 1)


def test_a_line_that_wants_another_word_dangles() -> None:
    assert judge_song(_SONG.replace("my own", "the")).clean == Tally(0, 1)


@pytest.mark.parametrize("text", [None, "", "The sea\nthe shore"])
def test_without_sections_nothing_is_right(text: str | None) -> None:
    verdict = asdict(judge_song(text))
    clean = verdict.pop("clean")
    assert all(tally == {"right": 0, "of": 1} for tally in verdict.values())
    assert clean["right"] == (text is not None)
