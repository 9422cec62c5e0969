import pytest

from models.errors import RequestRejected
from models.text.songs import MAX_SECTIONS, song_sections


def labels(*structure: str) -> list[str | None]:
    return [section.label for section in song_sections(structure)]


def test_verses_are_numbered_and_a_chorus_returns() -> None:
    sections = song_sections(["Verse", "Chorus", "Verse", "Chorus", "Bridge", "Chorus"])
    assert [section.label for section in sections] == [
        "[Verse 1]",
        "[Chorus]",
        "[Verse 2]",
        "[Chorus]",
        "[Bridge]",
        "[Chorus]",
    ]
    assert [section.repeats for section in sections] == [None, None, None, 1, None, 1]


def test_a_single_verse_has_no_number() -> None:
    assert labels("Verse", "Chorus") == ["[Verse]", "[Chorus]"]


def test_names_are_taken_as_people_write_them() -> None:
    assert labels("verse 1", "pre chorus", "CHORUS", "verse 2:") == [
        "[Verse 1]",
        "[Pre-Chorus]",
        "[Chorus]",
        "[Verse 2]",
    ]


def test_a_name_never_heard_gets_lines_of_its_own() -> None:
    (section,) = song_sections(["Spoken word"])
    assert section.label == "[Spoken Word]"
    assert section.lines


@pytest.mark.parametrize(
    "structure", [[], ["Verse"] * (MAX_SECTIONS + 1), ["Verse", "42"], ["x" * 30]]
)
def test_what_can_be_no_song_is_rejected(structure: list[str]) -> None:
    with pytest.raises(RequestRejected):
        song_sections(structure)
