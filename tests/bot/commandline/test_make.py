"""`atelier make`: works without Discord."""

import json
from pathlib import Path

import pytest

from bot.commandline import make
from tests.bot.commandline.conftest import Atelier, scripted


@pytest.fixture(autouse=True)
def _scripted_models(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    monkeypatch.setattr(make, "engine_configuration", scripted)


def test_a_poem_as_json(atelier: Atelier) -> None:
    arguments = ("make", "poem", "rain", "--form", "haiku", "--seed", "7", "--json")
    first, second = atelier(*arguments), atelier(*arguments)

    made = json.loads(first.out)
    assert first.code == 0
    assert made["kind"] == "poem"
    assert "I sing of rain" in made["text"]
    assert made["seed"] == 7
    assert made["model_id"] == "scripted-text/embedded"
    assert made["model_revision"] == "scripted-1"
    assert made["plan"]["request"]["form"] == "haiku"
    assert {"trait": "poem_form", "value": "haiku", "source": "command"} in made["plan"]["parts"]
    assert made["seconds"] >= 0
    assert json.loads(second.out)["text"] == made["text"]


def test_lyrics_are_printed(atelier: Atelier) -> None:
    outcome = atelier("make", "lyrics", "rain", "--structure", "verse, chorus", "--genre", "folk")

    assert outcome.code == 0
    assert outcome.out.startswith("[Verse 1]\nWe sing of rain")
    assert "to the sound of folk" in outcome.out
    assert "[Chorus]" in outcome.out


def test_text_is_written_to_a_file(atelier: Atelier, tmp_path: Path) -> None:
    outcome = atelier("make", "poem", "rain", "--out", "poem.txt", "--json")

    written = (tmp_path / "poem.txt").read_text("utf-8")
    assert json.loads(outcome.out)["path"] == "poem.txt"
    assert written == json.loads(outcome.out)["text"] + "\n"


def test_an_image_is_written_to_a_file(atelier: Atelier, tmp_path: Path) -> None:
    arguments = ("make", "image", "a fox", "--seed", "7", "--out")
    assert atelier(*arguments, "fox.png").out == "fox.png\n"
    atelier(*arguments, "again.png")

    assert (tmp_path / "fox.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "fox.png").read_bytes() == (tmp_path / "again.png").read_bytes()


def test_several_images_are_a_grid_and_single_files(atelier: Atelier, tmp_path: Path) -> None:
    outcome = atelier("make", "image", "A fox!", "--count", "2", "--seed", "7", "--json")

    made = json.loads(outcome.out)
    assert made["path"] == "a-fox-7.png"
    assert made["paths"] == ["a-fox-7.png", "a-fox-7-1.png", "a-fox-7-2.png"]
    assert all((tmp_path / path).exists() for path in made["paths"])


def test_an_image_is_drawn_in_the_colours_named(atelier: Atelier) -> None:
    outcome = atelier("make", "image", "a fox", "--colour", "Teal", "--colour", "gold", "--json")

    assert json.loads(outcome.out)["plan"]["request"]["palette"] == ["teal", "gold"]


@pytest.mark.parametrize(("arguments", "said"), [
    (("poem", "  "), "That theme is empty."),
    (("poem", "x" * 4000), "4,000 characters"),
    (("lyrics", "rain", "--structure", "solo"), "“solo”"),
    (("image", "a fox", "--style", "cubist"), "flat, glossy, outlined"),
    (("image", "a fox", "--size", "65"), "64, 128"),
    (("image", "a fox", "--colour", "red, teal, blue, pink"), "Those are 4 colours"),
    (("poem", "reject this"), "The model can't do that"),
    (("poem", "rain", "--form", "acrostic"), "Which word shall the lines spell?"),
    (("poem", "rain", "--form", "haiku", "--word", "ice"), "spell no word"),
    (("poem", "rain", "--keyword", "7"), "“7” has no letters"),
    (("poem", "rain", "--first-line", "..."), "no letters"),
])  # fmt: skip
def test_what_cannot_be_made_is_an_error_in_words(
    atelier: Atelier, arguments: tuple[str, ...], said: str
) -> None:
    outcome = atelier("make", *arguments)

    assert outcome.code == 1
    assert said in outcome.err
    assert outcome.out == ""
    assert "Traceback" not in outcome.err


def test_an_unknown_form_is_refused_with_those_there_are(atelier: Atelier) -> None:
    outcome = atelier("make", "poem", "rain", "--form", "sonnet")

    assert outcome.code == 1
    assert "haiku" in outcome.err


def test_a_word_a_first_line_and_keywords_reach_the_model(atelier: Atelier) -> None:
    outcome = atelier(
        "make", "poem", "rain", "--word", "Ice", "--first-line", "Now it rains",
        "--keyword", "tin", "--keyword", "roof", "--json",
    )  # fmt: skip

    made = json.loads(outcome.out)
    assert made["text"].startswith("Now it rains\nI sing of rain,\na acrostic")
    assert "my lines spell Ice,\nand I mention tin,\nand I mention roof," in made["text"]
    assert made["plan"]["request"]["form"] == "acrostic"
    assert "title" not in made


def test_a_title_stands_above_the_text(atelier: Atelier, tmp_path: Path) -> None:
    arguments = ("make", "poem", "titled rain")
    printed = atelier(*arguments)
    atelier(*arguments, "--out", "rain.txt")
    made = json.loads(atelier(*arguments, "--json").out)

    for text in (printed.out, (tmp_path / "rain.txt").read_text("utf-8")):
        assert text.startswith("Of titled rain\n\nI sing of titled rain,")
    assert made["title"] == "Of titled rain"
    assert made["text"].startswith("I sing of titled rain,")
