"""Song structures as members type them."""

import pytest

from bot.errors import InvalidOption
from bot.style.structure import parse_structure


@pytest.mark.parametrize(("text", "sections"), [
    ("verse, chorus", ("Verse", "Chorus")),
    ("Verse Chorus", ("Verse", "Chorus")),
    ("VERSE>CHORUS > bridge", ("Verse", "Chorus", "Bridge")),
    ("verse1, verse2; outro", ("Verse", "Verse", "Outro")),
    ("pre-chorus, pre chorus, prechorus", 3 * ("Pre-Chorus",)),
    ("  intro ,, hook / outro ", ("Intro", "Hook", "Outro")),
    ("verse-chorus", ("Verse", "Chorus")),
    ("verse, refrain", ("Verse", "Refrain")),
    ("verse 1, chorus, verse 2", ("Verse", "Chorus", "Verse")),
])  # fmt: skip
def test_sections_are_read_however_they_are_separated(text: str, sections: tuple[str, ...]) -> None:
    assert parse_structure(text) == sections


def test_nothing_said_stays_nothing() -> None:
    assert parse_structure(None) is None


@pytest.mark.parametrize("text", ["verse, solo", "solo", "", " , ", "42", "@everyone"])
def test_what_is_no_section_is_refused(text: str) -> None:
    with pytest.raises(InvalidOption, match=r"I don't know the song section .*Pre-Chorus"):
        parse_structure(text)


def test_a_song_has_ten_sections_at_most() -> None:
    assert parse_structure(" ".join(10 * ["verse"])) == 10 * ("Verse",)
    with pytest.raises(InvalidOption, match="10 sections; that is 11"):
        parse_structure(" ".join(11 * ["verse"]))
