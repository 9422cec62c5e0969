"""/lyrics as members see it."""

import pytest

from tests.conftest import Rows
from tests.scene import Scene, embed_of, footer_of, parts_of


async def test_lyrics_have_the_sections_that_were_asked_for(scene: Scene, stored: Rows) -> None:
    message = await scene.ask(
        "lyrics",
        theme="the harbour",
        genre="sea shanty",
        mood="joyful",
        structure="verse, pre-chorus, chorus, verse",
        seed=5,
    )

    text = str(embed_of(message).description)
    labels = [line for line in text.splitlines() if line.startswith(("[", r"\["))]
    assert [label.strip(r"\[]") for label in labels] == [
        "Verse 1", "Pre-Chorus", "Chorus", "Verse 2",
    ]  # fmt: skip
    assert "to the sound of sea shanty" in text
    assert footer_of(message) == "seed 5 · scripted-text/embedded"
    [work] = stored("SELECT plan FROM works")
    assert parts_of(work["plan"])["genre"] == ("sea shanty", "command")


async def test_an_unknown_section_is_refused_with_those_there_are(scene: Scene) -> None:
    message = await scene.refused("lyrics", theme="the harbour", structure="verse, solo")

    assert "“solo”" in message.content
    assert "Bridge" in message.content


@pytest.mark.parametrize(("option", "typed", "first"), [
    ("genre", "sh", "sea shanty"),
    ("mood", "hop", "hopeful"),
    ("structure", "intro", "intro, verse, chorus, verse, chorus, outro"),
])  # fmt: skip
async def test_words_are_offered(scene: Scene, option: str, typed: str, first: str) -> None:
    choices = await scene.ada.autocomplete(scene.channel, "lyrics", option, typed, theme="snow")

    assert choices[0]["value"] == first
